using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
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
        var handlers = await HandlersAsync(one, stop);
        return round.Ring(
            timer,
            deadline.Due,
            stage => Remind(one, deadline.Due, handlers, stage),
            level => Escalate(one, deadline.Due, handlers, level)
        );
    }

    // A case in which nobody has a task is at least its applicant's concern.
    private async Task<IReadOnlyList<Person>> HandlersAsync(Case one, CancellationToken stop)
    {
        var open = await db
            .Tasks.Include(t => t.Candidates)
            .Where(t => t.CaseId == one.Id && t.Status == Tasks.TaskStatus.Open)
            .ToListAsync(stop);
        var people = directory.Current;
        var handlers = open.SelectMany(t => Handlers.Of(t, people)).DistinctBy(p => p.Id).ToList();
        return handlers.Count > 0 || people.Find(one.ApplicantId) is not { } applicant ? handlers : [applicant];
    }

    private void Remind(Case one, DateTimeOffset due, IReadOnlyList<Person> handlers, DeadlineStage stage)
    {
        foreach (var person in handlers)
            outbox.Add("case-reminder", one.Id, null, person, new { stage = stage.ToString(), due });
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
