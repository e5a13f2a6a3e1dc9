using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Cases;

/// <summary>Ends and archives a case: open tasks and timers go, the applicant is told, and from the commit on nothing of it
/// can change (<see cref="CasesDb"/> and the tables' triggers refuse).</summary>
public sealed class CloseCase(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    PeopleDirectory directory,
    CaseNumbers numbers,
    EndTask end,
    TimelineWriter timeline,
    OutboxWriter outbox,
    IFlow flow,
    TimeProvider clock
)
{
    /// <summary>Closing what is archived changes nothing.</summary>
    /// <param name="status">Completed, Refused or Withdrawn.</param>
    public Task<Case> RunAsync(Guid caseId, CaseStatus status, Actor actor, string? comment, CancellationToken stop)
    {
        if (status is CaseStatus.Running or CaseStatus.Faulted)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A case does not end so.");
        return unit.RunAsync(token => CloseAsync(caseId, status, actor, comment, token), stop);
    }

    private async Task<Case> CloseAsync(
        Guid caseId,
        CaseStatus status,
        Actor actor,
        string? comment,
        CancellationToken stop
    )
    {
        var one = await db.LockCaseAsync(caseId, stop);
        if (one.ArchivedAt is not null)
            return one;
        await numbers.AssignAsync(one, processes.Get(one.ProcessKey), stop);
        await CancelTasksAsync(one, stop);
        await StopClockAsync(one, stop);
        one.Status = status;
        one.ClosedAt = clock.GetUtcNow();
        timeline.Write(one, new Happening("case.closed", actor) { Outcome = status.ToString(), Comment = comment });
        if (directory.Current.Find(one.ApplicantId) is { IsActive: true } applicant)
            outbox.Add("case-closed", one.Id, null, applicant, new { status });
        await TellOriginAsync(one, stop);
        // Written before the row says that it is archived: the triggers refuse everything that comes after.
        await db.SaveChangesAsync(stop);
        one.ArchivedAt = one.ClosedAt;
        return one;
    }

    private async Task StopClockAsync(Case one, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db
            .CaseDeadlines.Where(d => d.CaseId == one.Id && d.StoppedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.StoppedAt, now), stop);
        await db
            .CasePauses.Where(p => p.CaseId == one.Id && p.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, now), stop);
    }

    // A flow that waits for this case's end goes on when this one's has come to rest.
    private async Task TellOriginAsync(Case one, CancellationToken stop)
    {
        var waiting = await db
            .CaseLinks.Where(l => l.ToId == one.Id && l.BookmarkId != null)
            .Select(l => new { l.FromId, l.BookmarkId })
            .ToListAsync(stop);
        foreach (var link in waiting)
            unit.BeforeCommit(async token =>
            {
                var origin = await db.LockCaseAsync(link.FromId, token);
                if (origin.ArchivedAt is null)
                    await flow.ResumeAsync(
                        origin.FlowInstanceId,
                        link.BookmarkId!,
                        CaseData.ForFlow(origin, one),
                        token
                    );
            });
    }

    private async Task CancelTasksAsync(Case one, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        var open = await db.Tasks.Where(t => t.CaseId == one.Id && t.Status == Tasks.TaskStatus.Open).ToListAsync(stop);
        foreach (var task in open)
            await end.AsCancelledAsync(task, stop);
        var now = clock.GetUtcNow();
        await db
            .Timers.Where(t => t.CaseId == one.Id && t.State == TimerState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(t => t.State, TimerState.Cancelled).SetProperty(t => t.EndedAt, now),
                stop
            );
    }
}
