using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>Puts a task before those who may do it: row, candidates, deadline timer, mails, timeline entry. Called by the
/// activities of a flow inside the unit of work that brought the flow there.</summary>
public sealed class OpenTask(
    CasesDb db,
    ProcessCatalog processes,
    PeopleDirectory directory,
    Policy policy,
    TimelineWriter timeline,
    OutboxWriter outbox,
    TimerWriter timers,
    DueReckoner reckoner,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <exception cref="RefusedException">Nobody resolves, or the step, form or due time is unknown: an incident of the flow.</exception>
    public async Task<CaseTask> RunAsync(NewTask wanted, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(wanted.CaseId, stop);
        var pack = processes.Get(one.ProcessKey);
        var who = Candidates.Resolve(wanted, one, directory.Current, policy.Role("tasks.fallbackRole"));
        var task = Build(wanted, one, pack, who);
        db.Tasks.Add(task);
        if (task.Due is { } due)
            timers.Add(TaskDeadline.First(task, due, policy, clock.GetUtcNow()));
        TellInstead(one, task, who);
        outbox.AddToHandlers("task", one, task, who.People);
        timeline.Write(
            one,
            new Happening("task.opened", Flow)
            {
                Task = task,
                Details = new
                {
                    who.Kind,
                    key = who.Kind == CandidateKind.Person ? null : who.Key,
                    to = who.Kind == CandidateKind.Person ? who.People.Select(p => p.Name) : null,
                    task.Due,
                },
            }
        );
        return task;
    }

    private void TellInstead(Case one, CaseTask task, Candidates who)
    {
        if (who.Instead is not { } instead)
            return;
        var details = new
        {
            who.Kind,
            who.Key,
            instead = instead.Named,
        };
        var kind = instead.Reason == "ownCase" ? "task.notOwnCase" : "task.nobodyThere";
        timeline.Write(one, new Happening(kind, Flow) { Task = task, Details = details });
    }

    private CaseTask Build(NewTask wanted, Case one, ProcessPack pack, Candidates who)
    {
        var form = wanted.FormKey ?? pack.Step(wanted.Step)?.Form;
        var due = reckoner.Reckon(wanted.Due, clock.GetUtcNow());
        return new CaseTask
        {
            CaseId = one.Id,
            Step = wanted.Step,
            Title = wanted.Title ?? pack.TitleOf(wanted.Step),
            Kind = wanted.Kind,
            FormKey = form,
            FormVersion = form is null ? null : pack.Form(form).Version,
            Outcomes = wanted.Outcomes,
            ReturnTargets = wanted.ReturnTargets,
            DepartmentKey = wanted.Department,
            BookmarkId = wanted.BookmarkId,
            ActivityId = wanted.ActivityId,
            Candidates = who.ToRows(),
            // Nobody has to claim what only one person can do.
            AssigneeId = who.People is [var only] ? only.Id : null,
            OpenedAt = clock.GetUtcNow(),
            Due = due?.At,
            DueBasis = due?.Basis.ToJson(),
        };
    }
}
