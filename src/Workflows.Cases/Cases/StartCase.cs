using System.Text.Json.Nodes;
using Workflows.Cases.Attachments;
using Workflows.Cases.Forms;
using Workflows.Cases.Links;
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
    KeepAttachments attachments,
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
        data = form.WhatCounts(data);
        await forms.CheckAsync(form, data, stop);
        return await unit.RunAsync(token => OpenAsync(pack, applicant, data, actor, token), stop);
    }

    /// <summary>Opens a case that comes of another, for its applicant; the flow of the other asks for it. The new flow runs
    /// at the end of the unit, when the one that asks has come to rest.</summary>
    /// <param name="bookmarkId">Where the other flow waits for the new case's end; null when it does not.</param>
    /// <exception cref="RefusedException">Unknown process, or fields that are wrong.</exception>
    public async Task<Case> FromAsync(
        Case origin,
        string process,
        JsonObject data,
        Person applicant,
        string? bookmarkId,
        CancellationToken stop
    )
    {
        var pack = processes.Find(process) ?? throw NoSuchProcess(process);
        var form = pack.Form(pack.StartForm);
        data = form.WithoutHidden(data);
        await forms.CheckAsync(form, data, stop);
        var one = await BuildAsync(pack, applicant, data, stop);
        await numbers.AssignAsync(one, pack, stop);
        var flowItself = new Actor(Guid.Empty, Channel.Flow);
        timeline.Write(one, new Happening("case.openedFrom", flowItself) { Details = new { number = origin.Number } });
        Link(origin, one, bookmarkId);
        timeline.Write(origin, new Happening("case.linked", flowItself) { Details = new { number = one.Number } });
        unit.BeforeCommit(token => StartFlowAsync(one, applicant, token));
        return one;
    }

    private async Task<CaseStarted> OpenAsync(
        ProcessPack pack,
        Person applicant,
        JsonObject data,
        Actor actor,
        CancellationToken stop
    )
    {
        var one = await BuildAsync(pack, applicant, data, stop);
        timeline.Write(one, new Happening("case.opened", actor));
        foreach (var origin in await db.NamedInAsync(pack.Form(pack.StartForm), data, stop))
            Link(origin, one, null);
        unit.BeforeCommit(token => numbers.AssignAsync(one, pack, token));
        await StartFlowAsync(one, applicant, stop);
        return new CaseStarted(one);
    }

    private async Task<Case> BuildAsync(ProcessPack pack, Person applicant, JsonObject data, CancellationToken stop)
    {
        var one = new Case
        {
            ProcessKey = pack.Key,
            ApplicantId = applicant.Id,
            Data = data.ToJsonString(StoredJson.Options),
            Summary = await pack.SummarizeAsync(data, applicant, options, stop),
            FlowDefinitionId = pack.FlowDefinitionId,
            OpenedAt = clock.GetUtcNow(),
        };
        one.FlowInstanceId = one.Id.ToString("N");
        db.Cases.Add(one);
        await attachments.OfCaseAsync(one, pack.Form(pack.StartForm), data, applicant, stop);
        return one;
    }

    private void Link(Case origin, Case one, string? bookmarkId) =>
        db.CaseLinks.Add(
            new CaseLink
            {
                FromId = origin.Id,
                ToId = one.Id,
                BookmarkId = bookmarkId,
                At = clock.GetUtcNow(),
            }
        );

    private async Task StartFlowAsync(Case one, Person applicant, CancellationToken stop)
    {
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
