using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Deadlines;

/// <summary>One ringing of a case's clock: reminds whoever has its open tasks and tells those above, as for a task
/// [A26-over].</summary>
public sealed class CaseReminder(
    CasesDb db,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline,
    DeadlineRound round
)
{
    private static readonly Actor Clock = new(Guid.Empty, Channel.Timer);

    public async Task<TimerFired> RunAsync(CaseTimer timer, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(timer.CaseId!.Value, stop);
        var deadline = await db.CaseDeadlines.FirstOrDefaultAsync(d => d.CaseId == one.Id && d.StoppedAt == null, stop);
        if (one.ArchivedAt is not null || deadline is null)
            return round.Cancel(timer);
        var open = await OpenOnesAsync(one, stop);
        var handlers = HandlersOf(one, open);
        return round.Ring(
            timer,
            deadline.Due,
            stage => Remind(one, deadline.Due, open, handlers, stage),
            level => Escalate(one, deadline.Due, handlers, level)
        );
    }

    private async Task<IReadOnlyList<(CaseTask Task, IReadOnlyList<Person> Handlers)>> OpenOnesAsync(
        Case one,
        CancellationToken stop
    )
    {
        var open = await db
            .Tasks.Include(t => t.Candidates)
            .Where(t => t.CaseId == one.Id && t.Status == Tasks.TaskStatus.Open)
            .ToListAsync(stop);
        return open.ConvertAll(t => (t, Handlers.Of(t, directory.Current)));
    }

    // A case in which nobody has a task is at least its applicant's concern.
    private List<Person> HandlersOf(Case one, IReadOnlyList<(CaseTask Task, IReadOnlyList<Person> Handlers)> open)
    {
        var handlers = open.SelectMany(o => o.Handlers).DistinctBy(p => p.Id).ToList();
        return handlers.Count > 0 || directory.Current.Find(one.ApplicantId) is not { } applicant
            ? handlers
            : [applicant];
    }

    private void Remind(
        Case one,
        DateTimeOffset due,
        IReadOnlyList<(CaseTask Task, IReadOnlyList<Person> Handlers)> open,
        List<Person> handlers,
        DeadlineStage stage
    )
    {
        var model = new { stage = stage.ToString(), due };
        outbox.AddToHandlers("case-reminder", one, open, model);
        if (open.All(o => o.Handlers.Count == 0))
            foreach (var person in handlers)
                outbox.Add("case-reminder", one.Id, null, person, model);
        Write(
            one,
            "case.reminded",
            new
            {
                stage = stage.ToString(),
                due,
                to = Names(handlers),
            }
        );
    }

    private void Escalate(Case one, DateTimeOffset due, IReadOnlyList<Person> handlers, int level)
    {
        var told = Handlers.Above(handlers, level, directory.Current);
        foreach (var person in told)
            outbox.Add(
                "case-escalation",
                one.Id,
                null,
                person,
                new
                {
                    level,
                    due,
                    handlers = Names(handlers),
                }
            );
        Write(
            one,
            "case.escalated",
            new
            {
                level,
                due,
                to = Names(told),
            }
        );
    }

    private void Write(Case one, string kind, object details) =>
        timeline.Write(one, new Happening(kind, Clock) { Details = details });

    private static List<string> Names(IEnumerable<Person> people) => [.. people.Select(p => p.Name)];
}
