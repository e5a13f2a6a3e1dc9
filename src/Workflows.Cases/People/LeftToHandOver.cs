using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.People;

/// <summary>What would be left behind if the person went now: shown before somebody is deactivated.</summary>
public sealed class LeftToHandOver(CasesDb db, CompanyTime time, TimeProvider clock)
{
    public async Task<Leftovers> CountAsync(Guid person, CancellationToken stop)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var key = person.ToString();
        return new Leftovers(
            await db.Tasks.CountAsync(
                t =>
                    t.Status == Tasks.TaskStatus.Open
                    && (
                        t.AssigneeId == person
                        || t.AssigneeId == null && t.Candidates.Any(c => c.Kind == CandidateKind.Person && c.Key == key)
                    ),
                stop
            ),
            await db.Cases.CountAsync(c => c.ApplicantId == person && c.Status == CaseStatus.Running, stop),
            await db.CustomerResponsibles.CountAsync(r => r.PersonId == person, stop),
            await db.Deputies.CountAsync(
                d => d.EndedAt == null && d.Until >= today && (d.PersonId == person || d.DeputyId == person),
                stop
            ),
            await db.People.CountAsync(p => p.IsActive && p.SupervisorId == person, stop)
        );
    }
}

/// <summary>How much of each kind.</summary>
/// <param name="Tasks">Open tasks that are only theirs.</param>
/// <param name="Cases">Running cases that they applied for.</param>
/// <param name="Reports">Active people whose supervisor they are.</param>
public sealed record Leftovers(int Tasks, int Cases, int Customers, int Deputies, int Reports);
