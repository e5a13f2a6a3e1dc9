using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Deputies;

/// <summary>Who acts for whom: what concerns a person, or everything for an administrator. The latest first.</summary>
public sealed class DeputyList(
    CasesDb db,
    Access access,
    RowBuilder rows,
    ProcessCatalog processes,
    CompanyTime time,
    TimeProvider clock
)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DeputyRow>> ForAsync(Person person, bool everybody, CancellationToken stop)
    {
        var all = everybody && access.MayAdminister(person);
        var found = await db
            .Deputies.AsNoTracking()
            .Where(d => all || d.PersonId == person.Id || d.DeputyId == person.Id)
            .OrderByDescending(d => d.Until)
            .ThenByDescending(d => d.Id)
            .Take(Most)
            .ToListAsync(stop);
        return found.ConvertAll(d => Row(d, person));
    }

    private DeputyRow Row(Deputy deputy, Person reader)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var state =
            deputy.EndedAt is not null || deputy.Until < today ? DeputyState.Over
            : deputy.From > today ? DeputyState.Ahead
            : DeputyState.Now;
        return new DeputyRow(
            deputy.Id,
            rows.NameOf(deputy.PersonId) ?? "",
            rows.NameOf(deputy.DeputyId) ?? "",
            deputy.PersonId == reader.Id,
            deputy.DeputyId == reader.Id,
            deputy.From,
            deputy.Until,
            deputy.ProcessKey is { } key ? processes.Find(key)?.Name ?? LocalText.Same(key) : null,
            rows.NameOf(deputy.SetById) ?? "",
            state,
            state != DeputyState.Over && (deputy.PersonId == reader.Id || access.MayAdminister(reader))
        );
    }
}

/// <summary>A deputyship as a line of a list.</summary>
/// <param name="Process">Null for every process.</param>
public sealed record DeputyRow(
    Guid Id,
    string PersonName,
    string DeputyName,
    bool IsMine,
    bool IsMe,
    DateOnly From,
    DateOnly Until,
    LocalText? Process,
    string SetByName,
    DeputyState State,
    bool MayEnd
);

/// <summary>Whether a deputyship holds.</summary>
public enum DeputyState
{
    Now,

    /// <summary>It has not begun.</summary>
    Ahead,

    /// <summary>Expired or ended.</summary>
    Over,
}
