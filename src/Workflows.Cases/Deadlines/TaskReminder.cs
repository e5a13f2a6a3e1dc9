using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Deadlines;

/// <summary>One ringing of a task's deadline: reminds the handler and tells those above, each with mail and timeline entry
/// [A26-over]. What was missed while no host ran is made up for once, not once a day missed.</summary>
public sealed class TaskReminder(
    CasesDb db,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline,
    LeftBehind left,
    DeadlineRound round
)
{
    private static readonly Actor Clock = new(Guid.Empty, Channel.Timer);

    public async Task<TimerFired> RunAsync(CaseTimer timer, CancellationToken stop)
    {
        var task = await db.Tasks.Include(t => t.Candidates).SingleOrDefaultAsync(t => t.Id == timer.TaskId, stop);
        if (task is not { Status: Tasks.TaskStatus.Open, Due: { } due })
            return round.Cancel(timer);
        var one = await db.LockCaseAsync(task.CaseId, stop);
        var handlers = left.PickUp(one, task);
        return round.Ring(
            timer,
            due,
            stage => Remind(one, task, handlers, stage),
            level => Escalate(one, task, handlers, level)
        );
    }

    private void Remind(Case one, CaseTask task, IReadOnlyList<Person> handlers, DeadlineStage stage)
    {
        outbox.AddToHandlers("reminder", one, task, handlers, new { stage = stage.ToString(), due = task.Due });
        Write(
            one,
            task,
            "reminder.sent",
            new
            {
                stage = stage.ToString(),
                task.Due,
                to = Names(handlers),
            }
        );
    }

    private void Escalate(Case one, CaseTask task, IReadOnlyList<Person> handlers, int level)
    {
        var told = Handlers.Above(handlers, level, directory.Current);
        foreach (var person in told)
            outbox.Add(
                "escalation",
                task,
                person,
                new
                {
                    level,
                    due = task.Due,
                    handlers = Names(handlers),
                }
            );
        Write(
            one,
            task,
            "escalation.sent",
            new
            {
                level,
                task.Due,
                to = Names(told),
            }
        );
    }

    private void Write(Case one, CaseTask task, string kind, object details) =>
        timeline.Write(one, new Happening(kind, Clock) { Task = task, Details = details });

    private static List<string> Names(IEnumerable<Person> people) => [.. people.Select(p => p.Name)];
}
