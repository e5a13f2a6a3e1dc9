using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Deadlines;

/// <summary>What is open in a case and in those that came of it: reminds of it, and lists it.</summary>
public sealed class RemindOfOpen(
    UnitOfWork unit,
    CasesDb db,
    LeftBehind left,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline
)
{
    private static readonly Actor Clock = new(Guid.Empty, Channel.Timer);

    /// <summary>Reminds everybody who has an open task; each task's timeline says so.</summary>
    /// <param name="due">What the reminder names for a task without a deadline of its own.</param>
    /// <returns>How many tasks are open.</returns>
    public Task<int> RunAsync(Guid caseId, DateTimeOffset due, CancellationToken stop) =>
        unit.RunAsync(token => RemindAsync(caseId, due, token), stop);

    /// <summary>The open tasks, one text each: title and who has it.</summary>
    public async Task<IReadOnlyList<LocalText>> ListAsync(Guid caseId, CancellationToken stop)
    {
        var people = directory.Current;
        var open = await OpenAsync(caseId, stop);
        return open.ConvertAll(t =>
        {
            var who = LocalText.Join(Handlers.Of(t, people).Select(p => LocalText.Same(p.Name)));
            return new LocalText(
                $"{t.Title.Hans}（{who.Hans}）",
                $"{t.Title.Hant}（{who.Hant}）",
                $"{t.Title.English} ({who.English})"
            );
        });
    }

    private async Task<int> RemindAsync(Guid caseId, DateTimeOffset due, CancellationToken stop)
    {
        var open = await OpenAsync(caseId, stop);
        foreach (var task in open)
            Remind(await db.LockCaseAsync(task.CaseId, stop), task, due);
        return open.Count;
    }

    private async Task<List<CaseTask>> OpenAsync(Guid caseId, CancellationToken stop)
    {
        // What this unit has opened and ended counts as well.
        await db.SaveChangesAsync(stop);
        var cases = await db.CaseLinks.Where(l => l.FromId == caseId).Select(l => l.ToId).ToListAsync(stop);
        cases.Add(caseId);
        return await db
            .Tasks.Include(t => t.Candidates)
            .Where(t => cases.Contains(t.CaseId) && t.Status == Tasks.TaskStatus.Open)
            .OrderBy(t => t.Id)
            .ToListAsync(stop);
    }

    private void Remind(Case one, CaseTask task, DateTimeOffset due)
    {
        var handlers = left.PickUp(one, task);
        outbox.AddToHandlers("reminder", one, task, handlers, new { stage = "Before", due = task.Due ?? due });
        var details = new
        {
            stage = "Before",
            Due = task.Due ?? due,
            to = handlers.Select(h => h.Name),
        };
        timeline.Write(one, new Happening("reminder.sent", Clock) { Task = task, Details = details });
    }
}
