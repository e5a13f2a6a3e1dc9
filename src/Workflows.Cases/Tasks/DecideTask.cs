using System.Text.Json.Nodes;
using Workflows.Cases.Attachments;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Signing;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Ends a task and moves its case on, in one transaction (design rules 1 and 2).</summary>
public sealed class DecideTask(
    UnitOfWork unit,
    OpenTaskOf open,
    ProcessCatalog processes,
    Access access,
    FormCheck forms,
    FormOptions options,
    PeopleDirectory directory,
    KeepAttachments attachments,
    EndTask end,
    TimelineWriter timeline,
    SignProgress signing,
    ReturnChoices returns,
    IFlow flow
)
{
    /// <summary>Decides; the flow has run on to where it next waits when this returns.</summary>
    /// <exception cref="RefusedException">Conflict with who and when if another was first; Forbidden; Invalid with field errors.</exception>
    public Task<CaseTask> RunAsync(Guid taskId, Decision decision, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => DecideAsync(taskId, decision, actor, token), stop);

    private async Task<CaseTask> DecideAsync(Guid taskId, Decision decision, Actor actor, CancellationToken stop)
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop, decision.Revision);
        if (!access.MayHandle(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        if (task.IsHeld)
            throw new RefusedException("task.isHeld") { Kind = RefusalKind.Conflict };
        var chosen = await ChosenAsync(one, task, decision, stop);
        if (chosen is not null)
            decision = decision with { ReturnTo = chosen.Key };
        var data = await CheckInputAsync(one, task, decision, chosen, stop);
        if (data.Count > 0)
            await attachments.OfCaseAsync(one, processes.Get(one.ProcessKey).Form(task.FormKey!), data, person, stop);
        var changed = task is { Kind: TaskKind.Gather, DepartmentKey: { } department }
            ? CaseData.MergeFeedback(one, department, data)
            : CaseData.Merge(one, data);
        await SummarizeAgainAsync(one, task, stop);
        task.DecidedForId = access.OnBehalfOf(person, one, task);
        await end.AsDecidedAsync(task, decision, data, actor, stop);
        timeline.Write(
            one,
            new Happening("task.decided", actor)
            {
                Task = task,
                OnBehalfOfId = task.DecidedForId,
                Outcome = decision.Outcome,
                Comment = decision.Comment,
                Details = new
                {
                    decision.ReturnTo,
                    returnTitle = chosen?.Title,
                    changed,
                },
            }
        );
        if (await signing.AfterAsync(one, task, decision, person, stop) is { } answer)
            await flow.ResumeAsync(
                one.FlowInstanceId,
                answer.Task.BookmarkId,
                CaseData.ForFlow(one, answer.Task, answer.Decision, answer.Person),
                stop
            );
        return task;
    }

    // What the flow draws itself need not be looked for.
    private async Task<ReturnChoice?> ChosenAsync(Case one, CaseTask task, Decision decision, CancellationToken stop)
    {
        if (decision.Outcome != "Returned")
            return null;
        if (string.IsNullOrEmpty(decision.ReturnTo))
            // Where no arrow leads, a return without a choice would go on as if approved.
            return
                task.ReturnTargets.Count == 0
                && await returns.OfAsync(one, task, stop) is [{ Key.Length: > 0 } first, ..]
                ? first
                : null;
        return task.ReturnTargets.Contains(decision.ReturnTo)
            ? new ReturnChoice(decision.ReturnTo)
            : (await returns.OfAsync(one, task, stop)).FirstOrDefault(choice => choice.IsNamed(decision.ReturnTo));
    }

    private async Task<JsonObject> CheckInputAsync(
        Case one,
        CaseTask task,
        Decision decision,
        ReturnChoice? chosen,
        CancellationToken stop
    )
    {
        if (!task.Outcomes.Contains(decision.Outcome))
            throw new RefusedException("task.unknownOutcome", decision.Outcome, string.Join(", ", task.Outcomes));
        RefuseWithoutReason(decision, chosen);
        if (NeedsNoForm(task, decision.Outcome))
            return [];
        var form = processes.Get(one.ProcessKey).Form(task.FormKey!);
        // Whoever sends no data at all takes the form as it stands.
        var data = form.WhatCounts(decision.Data ?? FormData.For(task, form, CaseData.Read(one)));
        await forms.CheckAsync(form, data, stop);
        return form.WithEveryField(data);
    }

    private static void RefuseWithoutReason(Decision decision, ReturnChoice? chosen)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(decision.Comment) && WordsNeeded(decision.Outcome) is { } code)
            errors.Add(new FieldError("/comment", code));
        if (chosen is null && decision is { Outcome: "Returned", ReturnTo.Length: > 0 })
            errors.Add(new FieldError("/returnTo", "field.notAnOption"));
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
    }

    private static string? WordsNeeded(string outcome) =>
        outcome switch
        {
            "Returned" or "Rejected" or "Disagreed" => "field.reasonRequired",
            "Answered" => "field.required",
            _ => null,
        };

    // What the case is about may be told differently now.
    private async Task SummarizeAgainAsync(Case one, CaseTask task, CancellationToken stop)
    {
        var pack = processes.Get(one.ProcessKey);
        if (task.FormKey == pack.StartForm)
            one.Summary = await pack.SummarizeAsync(
                CaseData.Read(one),
                directory.Current.Find(one.ApplicantId),
                options,
                stop
            );
    }

    /// <summary>Whoever returns or rejects need not fill a form that only the way forward asks for.</summary>
    internal static bool NeedsNoForm(CaseTask task, string outcome) => task.FormKey is null || !TakesForm(outcome);

    internal static bool TakesForm(string outcome) => outcome is not ("Returned" or "Rejected");
}
