using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Ends a task and moves its case on, in one transaction (design rules 1 and 2).</summary>
public sealed class DecideTask(
    UnitOfWork unit,
    OpenTaskOf open,
    ProcessCatalog processes,
    Access access,
    FormValidator forms,
    EndTask end,
    TimelineWriter timeline,
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
        if (!access.MayDecide(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        var data = CheckInput(one, task, decision);
        var changed = task is { Kind: TaskKind.Gather, DepartmentKey: { } department }
            ? CaseData.MergeFeedback(one, department, data)
            : CaseData.Merge(one, data);
        await end.AsDecidedAsync(task, decision, data, actor, stop);
        timeline.Write(
            one,
            new Happening("task.decided", actor)
            {
                Task = task,
                Outcome = decision.Outcome,
                Comment = decision.Comment,
                Details = new { decision.ReturnTo, changed },
            }
        );
        await flow.ResumeAsync(
            one.FlowInstanceId,
            task.BookmarkId,
            CaseData.ForFlow(one, task, decision, person),
            stop
        );
        return task;
    }

    private JsonObject CheckInput(Case one, CaseTask task, Decision decision)
    {
        if (!task.Outcomes.Contains(decision.Outcome))
            throw new RefusedException("task.unknownOutcome", decision.Outcome, string.Join(", ", task.Outcomes));
        if (decision.Outcome is "Returned" or "Rejected" && string.IsNullOrWhiteSpace(decision.Comment))
            throw new RefusedException("invalid") { Fields = [new FieldError("/comment", "field.reasonRequired")] };
        if (
            decision is { Outcome: "Returned", ReturnTo: { Length: > 0 } target }
            && !task.ReturnTargets.Contains(target)
        )
            throw new RefusedException("invalid")
            {
                Fields = [new FieldError("/returnTo", "field.notAllowed", target)],
            };
        if (NeedsNoForm(task, decision.Outcome))
            return [];
        var data = decision.Data ?? [];
        forms.Check(processes.Get(one.ProcessKey).Form(task.FormKey!), data);
        return data;
    }

    /// <summary>Whoever returns or rejects need not fill a form that only the way forward asks for.</summary>
    internal static bool NeedsNoForm(CaseTask task, string outcome) =>
        task.FormKey is null || outcome is "Returned" or "Rejected";
}
