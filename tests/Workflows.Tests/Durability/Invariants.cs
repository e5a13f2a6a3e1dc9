using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.Tasks;
using Workflows.Tests.Support;
using Case = Workflows.Cases.Cases.Case;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Tests.Durability;

/// <summary>What must hold in the database at every moment, also one at which the power went (design rule 1).</summary>
public static class Invariants
{
    public static async Task HoldAsync(TestDatabase database, Load load)
    {
        var cases = await database.InCasesAsync(db => db.Cases.AsNoTracking().ToListAsync());
        var tasks = await database.InCasesAsync(db =>
            db.Tasks.AsNoTracking().Include(t => t.Candidates).OrderBy(t => t.Id).ToListAsync()
        );
        NothingAcknowledgedIsLost(load, cases, tasks);
        NumbersHaveNoGap(cases);
        EveryCaseStandsSomewhere(cases, tasks);
        await TasksAndBookmarksMatchAsync(database, tasks);
        await TimelinesAreWholeAsync(database, cases, tasks);
        await EveryTaskHasItsMailsOnceAsync(database, tasks);
        await EveryOpenTaskHasItsTimerAsync(database, tasks);
    }

    private static void NothingAcknowledgedIsLost(Load load, List<Case> cases, List<CaseTask> tasks)
    {
        load.Numbers.Except(cases.Select(c => c.Number)).ShouldBeEmpty("cases that were said to be opened");
        var kept = tasks.Where(t => t.Status == TaskStatus.Decided).ToDictionary(t => t.Id, t => t.Outcome);
        load.Decisions.Where(d => kept.GetValueOrDefault(d.Key) != d.Value)
            .ShouldBeEmpty("decisions that were acknowledged");
    }

    private static void NumbersHaveNoGap(List<Case> cases)
    {
        var sequence = cases.Select(c => c.Number.Split('-')[^1]).Order(StringComparer.Ordinal);
        sequence.ShouldBe(Enumerable.Range(1, cases.Count).Select(i => $"{i:0000}"));
    }

    private static void EveryCaseStandsSomewhere(List<Case> cases, List<CaseTask> tasks)
    {
        var waiting = tasks.Where(t => t.Status == TaskStatus.Open).Select(t => t.CaseId).ToHashSet();
        cases
            .Where(c => c.Status == CaseStatus.Running && !waiting.Contains(c.Id))
            .ShouldBeEmpty("running, but nobody has a task");
        cases
            .Where(c => c.Status != CaseStatus.Running && waiting.Contains(c.Id))
            .ShouldBeEmpty("ended, but with a task");
        cases
            .Where(c => c.Status is not (CaseStatus.Running or CaseStatus.Completed))
            .ShouldBeEmpty("nobody refused anything");
        foreach (var one in cases)
        {
            // The chain up to some step, each step whole: before or after a decision, never between.
            var steps = tasks.Where(t => t.CaseId == one.Id).Select(t => t.Step).Distinct();
            steps.ShouldBe(Company.Steps.Select(s => s.Step).Take(steps.Count()), one.Number);
        }
    }

    private static async Task TasksAndBookmarksMatchAsync(TestDatabase database, List<CaseTask> tasks)
    {
        var bookmarks = await database.InEngineAsync(db => db.Bookmarks.AsNoTracking().Select(b => b.Id).ToListAsync());
        var wanted = tasks.Where(t => t.Status == TaskStatus.Open).Select(t => t.BookmarkId).ToHashSet();
        wanted.Except(bookmarks).ShouldBeEmpty("tasks without their flow");
        bookmarks.Except(wanted).ShouldBeEmpty("flows that wait for a task that is not there");
    }

    private static async Task TimelinesAreWholeAsync(TestDatabase database, List<Case> cases, List<CaseTask> tasks)
    {
        var entries = (
            await database.InCasesAsync(db =>
                db.Timeline.AsNoTracking().OrderBy(e => e.CaseId).ThenBy(e => e.Sequence).ToListAsync()
            )
        ).ToLookup(e => e.CaseId);
        foreach (var one in cases)
        {
            var own = entries[one.Id].ToList();
            own.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, one.TimelineLength), one.Number);
            own.Zip(own.Skip(1)).ShouldAllBe(pair => pair.Second.PreviousHash.SequenceEqual(pair.First.Hash));
            own[^1].Hash.ShouldBe(one.TimelineHead);
            foreach (var task in tasks.Where(t => t.CaseId == one.Id))
            {
                own.Count(e => e.TaskId == task.Id && e.Kind == "task.opened").ShouldBe(1);
                own.Count(e => e.TaskId == task.Id && e.Kind == "task.decided")
                    .ShouldBe(task.Status == TaskStatus.Decided ? 1 : 0);
            }
        }
    }

    private static async Task EveryTaskHasItsMailsOnceAsync(TestDatabase database, List<CaseTask> tasks)
    {
        var mails = await database.InCasesAsync(db =>
            db.Outbox.AsNoTracking()
                .Where(m => m.Template == "task")
                .Select(m => new { m.TaskId, m.Address })
                .ToListAsync()
        );
        mails.Distinct().Count().ShouldBe(mails.Count, "mails that stand in the outbox twice");
        tasks
            .Select(t => (Guid?)t.Id)
            .Except(mails.Select(m => m.TaskId))
            .ShouldBeEmpty("tasks of which nobody is told");
        mails.Select(m => m.TaskId).Except(tasks.Select(t => (Guid?)t.Id)).ShouldBeEmpty("mails about no task");
    }

    private static async Task EveryOpenTaskHasItsTimerAsync(TestDatabase database, List<CaseTask> tasks)
    {
        var timers = await database.InCasesAsync(db =>
            db.Timers.AsNoTracking().Where(t => t.State == TimerState.Pending).Select(t => t.TaskId).ToListAsync()
        );
        timers.ShouldBe(
            tasks.Where(t => t is { Status: TaskStatus.Open, Due: not null }).Select(t => (Guid?)t.Id),
            ignoreOrder: true
        );
    }

    /// <summary>When everything has gone: each mail that was sent lies there once, by its outbox id.</summary>
    public static async Task EveryMailWentOnceAsync(TestDatabase database)
    {
        var rows = await database.InCasesAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        var written = Mailbox.Written(database).Select(m => m.MessageId!.Split('@')[0]).ToList();
        written.Distinct().Count().ShouldBe(written.Count, "mails that went twice");
        rows.Where(m => m.Status == MailStatus.Sent)
            .Select(m => m.Id.ToString("N"))
            .Except(written)
            .ShouldBeEmpty("mails marked as sent that never went");
        written.Except(rows.Select(m => m.Id.ToString("N"))).ShouldBeEmpty("mails that no decision caused");
        rows.Where(m => m.Status is not (MailStatus.Sent or MailStatus.Dropped)).ShouldBeEmpty("mails that still wait");
    }
}
