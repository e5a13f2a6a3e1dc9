using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Forms;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Finds customers by number or id, and says what an unknown one is told.</summary>
internal static class CustomerLookup
{
    public static IQueryable<CustomerFile> Named(IQueryable<CustomerFile> customers, string numberOrId) =>
        Guid.TryParse(numberOrId, out var id)
            ? customers.Where(c => c.Id == id)
            : customers.Where(c => c.Number == numberOrId);

    /// <summary>The same for a file that there is not and for one that the person may not open [B7].</summary>
    public static RefusedException Unknown(string numberOrId) =>
        new("customer.unknown", numberOrId) { Kind = RefusalKind.NotFound };
}

/// <summary>Customers as options of a form: by number; an id is understood as well. Offered and accepted are only those whose
/// file the person who fills the form may open [B7]; what a case already names is shown to whoever sees the case.</summary>
internal sealed class CustomerOptions(CasesDb db, CustomerAccess access, IReader reader) : IOptionSource
{
    private const int Most = 200;

    // Asked for twice by one start: when the form is checked, and for the case's summary.
    private readonly Dictionary<string, FieldOption> known = [];

    public string Name => "customers";

    public async Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop)
    {
        if (reader.Find() is not { } person)
            return [];
        var rows = await CustomerList
            .Holding(access.OpenTo(person).AsNoTracking(), search)
            .OrderBy(c => c.Number)
            .Take(Most)
            .Select(c => new { c.Number, c.Name })
            .ToListAsync(stop);
        return [.. rows.Select(c => new FieldOption(c.Number, LocalText.Same($"{c.Name} ({c.Number})")))];
    }

    public async Task<IReadOnlyList<FieldOption>> FindAsync(IReadOnlyCollection<string> values, CancellationToken stop)
    {
        var unread = values.Where(v => !known.ContainsKey(v)).ToList();
        if (unread.Count > 0)
            foreach (var (value, name) in await ReadAsync(db.Customers, unread, stop))
                known[value] = new FieldOption(value, LocalText.Same(name));
        return [.. values.Select(v => known.GetValueOrDefault(v)).OfType<FieldOption>()];
    }

    public async Task<IReadOnlyList<FieldOption>> AcceptedAsync(
        IReadOnlyCollection<string> values,
        CancellationToken stop
    )
    {
        if (reader.Find() is not { } person || access.ReadsAll(person))
            return await FindAsync(values, stop);
        var open = await ReadAsync(access.OpenTo(person), [.. values], stop);
        return [.. open.Select(o => new FieldOption(o.Value, LocalText.Same(o.Name)))];
    }

    private static async Task<List<(string Value, string Name)>> ReadAsync(
        IQueryable<CustomerFile> customers,
        List<string> values,
        CancellationToken stop
    )
    {
        var ids = values.Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
        var rows = await customers
            .AsNoTracking()
            .Where(c => values.Contains(c.Number) || ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
            })
            .ToListAsync(stop);
        return
        [
            .. from value in values
            let row = rows.Find(c => c.Number == value || c.Id.ToString() == value)
            where row is not null
            select (value, row.Name),
        ];
    }
}
