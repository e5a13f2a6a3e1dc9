using Workflows.Cases.Storage;

namespace Workflows.Cases.Deadlines;

/// <summary>Sets timers within the running unit of work; the alarm clock hears of them after its commit.</summary>
public sealed class TimerWriter(CasesDb db, UnitOfWork unit, Wakeups wakeups)
{
    public void Add(CaseTimer timer)
    {
        db.Timers.Add(timer);
        unit.AfterCommit(() => wakeups.TimerSet(timer.Id, timer.DueAt));
    }

    /// <summary>Moves a timer that is tracked by the unit to its next time.</summary>
    public void MoveTo(CaseTimer timer, DateTimeOffset due)
    {
        timer.DueAt = due;
        timer.Revision++;
        unit.AfterCommit(() => wakeups.TimerSet(timer.Id, due));
    }
}
