using System.Text.Json.Nodes;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Cases;

/// <summary>Opens a case: its row, number, first timeline entry and its flow up to where it first waits, in one transaction.</summary>
public sealed class StartCase(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    PeopleDirectory directory,
    FormCheck forms,
    FormOptions options,
    CaseNumbers numbers,
    TimelineWriter timeline,
    IFlow flow,
    TimeProvider clock
)
{
    /// <summary>Validates <paramref name="data"/> by the process's start form and opens the case.</summary>
    /// <exception cref="RefusedException">Unknown process, not allowed to start it, or fields that are wrong.</exception>
    public async Task<CaseStarted> RunAsync(string process, JsonObject data, Actor actor, CancellationToken stop)
    {
        var pack = processes.Find(process) ?? throw NoSuchProcess(process);
        var applicant = directory.Current.Find(actor.PersonId) ?? throw MayNotStart();
        if (!pack.MayBeStartedBy(applicant))
            throw MayNotStart();
        var form = pack.Form(pack.StartForm);
        data = form.WithoutReadOnly(data);
        await forms.CheckAsync(form, data, stop);
        return await unit.RunAsync(token => OpenAsync(pack, applicant, data, actor, token), stop);
    }

    private async Task<CaseStarted> OpenAsync(
        ProcessPack pack,
        Person applicant,
        JsonObject data,
        Actor actor,
        CancellationToken stop
    )
    {
        var one = new Case
        {
            ProcessKey = pack.Key,
            ApplicantId = applicant.Id,
            Data = data.ToJsonString(StoredJson.Options),
            Summary = await pack.SummarizeAsync(data, options, stop),
            FlowDefinitionId = pack.FlowDefinitionId,
            OpenedAt = clock.GetUtcNow(),
        };
        one.FlowInstanceId = one.Id.ToString("N");
        db.Cases.Add(one);
        timeline.Write(one, new Happening("case.opened", actor));
        unit.BeforeCommit(token => numbers.AssignAsync(one, pack, token));
        var started = await flow.StartAsync(
            new FlowStart(
                one.FlowDefinitionId,
                one.FlowInstanceId,
                one.Id,
                one.Summary,
                CaseData.ForFlow(one, applicant)
            ),
            stop
        );
        one.FlowVersion = started.Version;
        return new CaseStarted(one);
    }

    private static RefusedException NoSuchProcess(string key) =>
        new("process.unknown", key) { Kind = RefusalKind.NotFound };

    private static RefusedException MayNotStart() => new("process.mayNotStart") { Kind = RefusalKind.Forbidden };
}

/// <summary>The opened case; its number is known once the unit of work has committed.</summary>
public sealed record CaseStarted(Case Case)
{
    public string Number => Case.Number;
}
