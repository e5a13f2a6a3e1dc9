using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Customers;

/// <summary>The list of customer files (一览表) [B4]: of those only that the person may open [B7]; searched, filtered, counted
/// and cut by the database.</summary>
public sealed class CustomerList(CasesDb db, CustomerAccess access)
{
    /// <summary>One page, by number.</summary>
    public async Task<PageOf<CustomerFile>> PageAsync(
        Person person,
        CustomerFilter filter,
        Paging paging,
        CancellationToken stop
    )
    {
        var files = Filtered(person, filter);
        var total = await files.CountAsync(stop);
        var rows = await files
            .Include(c => c.Responsibles)
            .OrderBy(c => c.Number)
            .Skip(paging.Skip)
            .Take(paging.Size)
            .ToListAsync(stop);
        return new PageOf<CustomerFile>(rows, total, paging);
    }

    /// <summary>All that fit, by number.</summary>
    public Task<List<CustomerFile>> AllAsync(Person person, CustomerFilter filter, CancellationToken stop) =>
        Filtered(person, filter).Include(c => c.Responsibles).AsSplitQuery().OrderBy(c => c.Number).ToListAsync(stop);

    /// <summary>Whether the person may open the file of that number.</summary>
    public Task<bool> IsOpenToAsync(Person person, string numberOrId, CancellationToken stop) =>
        CustomerLookup.Named(access.OpenTo(person), numberOrId).AnyAsync(stop);

    /// <exception cref="RefusedException">NotFound: there is no such file, or the person may not open it.</exception>
    public async Task<Guid> IdOfAsync(Person person, string numberOrId, CancellationToken stop) =>
        await CustomerLookup.Named(access.OpenTo(person), numberOrId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(stop)
        ?? throw CustomerLookup.Unknown(numberOrId);

    /// <summary>Numbers that somebody typed, each with its customer's name as far as the person may open the file; for who may
    /// open them all, also which of them there are not.</summary>
    public async Task<string> DescribeAsync(string typed, Person person, string none, CancellationToken stop)
    {
        var numbers = GrantAccess.NumbersIn(typed);
        var spellings = GrantAccess.Spellings(numbers);
        var found = await access
            .OpenTo(person)
            .Where(c => spellings.Contains(c.Number))
            .Select(c => new { c.Number, c.Name })
            .ToDictionaryAsync(c => c.Number, c => c.Name, StringComparer.OrdinalIgnoreCase, stop);
        return string.Join(
            '、',
            numbers.Select(n =>
                found.TryGetValue(n, out var name) ? $"{n} {name}"
                : access.ReadsAll(person) ? $"{n} {none}"
                : n
            )
        );
    }

    /// <summary>Whether there is anything in the list for the person.</summary>
    public Task<bool> HasAnyAsync(Person person, CancellationToken stop) => access.OpenTo(person).AnyAsync(stop);

    private IQueryable<CustomerFile> Filtered(Person person, CustomerFilter filter)
    {
        var files = Holding(access.OpenTo(person).AsNoTracking(), filter.Text);
        if (filter.SpecialClass == CustomerFilter.Ordinary)
            files = files.Where(c => c.SpecialClass == "");
        else if (filter.SpecialClass is { } special)
            files = files.Where(c => c.SpecialClass == special);
        if (filter.Important is { } important)
            files = files.Where(c => c.IsImportant == important);
        if (filter.Lacking)
            files = files.Where(c => c.IsImportant && c.Responsibles.Count < CustomerFile.ResponsiblesOfImportant);
        if (filter.Responsible is { } responsible)
            files = files.Where(c =>
                db.CustomerResponsibles.Any(r => r.CustomerId == c.Id && r.PersonId == responsible)
            );
        return files;
    }

    // Whatever case was typed: only ASCII has any, and both databases know that.
    internal static IQueryable<CustomerFile> Holding(IQueryable<CustomerFile> files, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return files;
        var pattern = LikePattern.Containing(text.Trim().ToLowerInvariant());
#pragma warning disable CA1304, CA1311, CA1862, MA0011, MA0006 // Carried out by the database.
        return files.Where(c =>
            EF.Functions.Like(c.Number.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(c.Name.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(c.Phone, pattern, LikePattern.Escape)
            || EF.Functions.Like(c.LegalRepresentative.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(c.Address.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(c.Email.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(c.Fax, pattern, LikePattern.Escape)
            || EF.Functions.Like(c.BusinessScope.ToLower(), pattern, LikePattern.Escape)
        );
#pragma warning restore CA1304, CA1311, CA1862, MA0011, MA0006
    }
}

/// <summary>What narrows the list; null narrows nothing.</summary>
public sealed record CustomerFilter
{
    /// <summary>In place of a class: customers without one.</summary>
    public const string Ordinary = "ordinary";

    /// <summary>Part of the number, name, phone, fax, e-mail, address, business scope or legal representative.</summary>
    public string? Text { get; init; }
    public string? SpecialClass { get; init; }
    public bool? Important { get; init; }

    /// <summary>Only important customers whom too few look after [B8].</summary>
    public bool Lacking { get; init; }
    public Guid? Responsible { get; init; }
}
