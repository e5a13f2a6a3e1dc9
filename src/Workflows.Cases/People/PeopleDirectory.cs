using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>The organisation in memory. Read at start and again after each change; other hosts' changes arrive with the
/// minutely refresh.</summary>
public sealed class PeopleDirectory(IServiceScopeFactory scopes, CompanyTime time, TimeProvider clock)
{
    private Organisation current = new([], [], [], [], []);

    public Organisation Current => Volatile.Read(ref current);

    /// <summary>Reads anew once the running unit of work is committed; for acts that may be part of a larger one.</summary>
    public async Task RefreshAfterAsync(UnitOfWork unit, CancellationToken stop)
    {
        if (unit.IsRunning)
            unit.AfterCommit(() => _ = Task.Run(() => RefreshAsync(CancellationToken.None), CancellationToken.None));
        else
            await RefreshAsync(stop);
    }

    /// <summary>Reads everything anew.</summary>
    public async Task RefreshAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
        var people = await db.People.AsNoTracking().Include(p => p.Roles).OrderBy(p => p.SignInName).ToListAsync(stop);
        var today = time.DayOf(clock.GetUtcNow());
        foreach (var person in people)
            person.IsActive &= person.Covers(today);
        var departments = await db.Departments.AsNoTracking().OrderBy(d => d.Key).ToListAsync(stop);
        var roles = await db.Roles.AsNoTracking().OrderBy(r => r.Key).ToListAsync(stop);
        // A day's leeway: what "today" is depends on the company's zone.
        var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var deputies = await db
            .Deputies.AsNoTracking()
            .Where(d => d.EndedAt == null && d.Until >= yesterday)
            .OrderBy(d => d.Id)
            .ToListAsync(stop);
        var absences = await db.Absences.AsNoTracking().Where(a => a.Until >= yesterday).ToListAsync(stop);
        Volatile.Write(ref current, new Organisation(people, departments, roles, deputies, absences));
    }
}
