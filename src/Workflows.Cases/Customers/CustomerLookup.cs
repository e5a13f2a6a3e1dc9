using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Forms;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Finds customers by number or part of the name, and reads a file with its history.</summary>
public sealed class CustomerLookup(CasesDb db)
{
    /// <summary>Customers whose number or name holds the text, by number; all when nothing was typed.</summary>
    public async Task<IReadOnlyList<CustomerRow>> SearchAsync(string? text, int most, CancellationToken stop)
    {
        var customers = db.Customers.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var pattern = LikePattern.Containing(text.Trim());
            customers = customers.Where(c =>
                EF.Functions.Like(c.Name, pattern, LikePattern.Escape)
                || EF.Functions.Like(c.Number, pattern, LikePattern.Escape)
            );
        }
        return await customers
            .OrderBy(c => c.Number)
            .Take(most)
            .Select(c => new CustomerRow(c.Id, c.Number, c.Name))
            .ToListAsync(stop);
    }

    /// <summary>The file with all changes ever made to it, the latest first.</summary>
    /// <exception cref="RefusedException">There is no such customer.</exception>
    public async Task<CustomerDetails> FindAsync(string numberOrId, CancellationToken stop)
    {
        var file =
            await Named(db.Customers.AsNoTracking(), numberOrId).FirstOrDefaultAsync(stop) ?? throw Unknown(numberOrId);
        var history = await db
            .CustomerChanges.AsNoTracking()
            .Where(c => c.CustomerId == file.Id)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .ToListAsync(stop);
        return new CustomerDetails(file, history);
    }

    internal static IQueryable<CustomerFile> Named(IQueryable<CustomerFile> customers, string numberOrId) =>
        Guid.TryParse(numberOrId, out var id)
            ? customers.Where(c => c.Id == id)
            : customers.Where(c => c.Number == numberOrId);

    internal static RefusedException Unknown(string numberOrId) =>
        new("customer.unknown", numberOrId) { Kind = RefusalKind.NotFound };
}

/// <summary>A customer to choose.</summary>
public sealed record CustomerRow(Guid Id, string Number, string Name);

/// <summary>A customer's file and its history.</summary>
public sealed record CustomerDetails(CustomerFile File, IReadOnlyList<CustomerChange> History);

/// <summary>Customers as options of a form: by number; an id is understood as well.</summary>
internal sealed class CustomerOptions(CasesDb db, CustomerLookup customers) : IOptionSource
{
    private const int Most = 200;

    // Asked for twice by one start: when the form is checked, and for the case's summary.
    private readonly Dictionary<string, FieldOption> known = [];

    public string Name => "customers";

    public async Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        [
            .. (await customers.SearchAsync(search, Most, stop)).Select(c => new FieldOption(
                c.Number,
                LocalText.Same($"{c.Name} ({c.Number})")
            )),
        ];

    public async Task<IReadOnlyList<FieldOption>> FindAsync(IReadOnlyCollection<string> values, CancellationToken stop)
    {
        var unread = values.Where(v => !known.ContainsKey(v)).ToList();
        if (unread.Count > 0)
            await ReadAsync(unread, stop);
        return [.. values.Select(v => known.GetValueOrDefault(v)).OfType<FieldOption>()];
    }

    private async Task ReadAsync(List<string> values, CancellationToken stop)
    {
        var ids = values.Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
        var found = await db
            .Customers.AsNoTracking()
            .Where(c => values.Contains(c.Number) || ids.Contains(c.Id))
            .Select(c => new CustomerRow(c.Id, c.Number, c.Name))
            .ToListAsync(stop);
        foreach (var value in values)
            if (found.Find(c => c.Number == value || c.Id.ToString() == value) is { } row)
                known[value] = new FieldOption(value, LocalText.Same(row.Name));
    }
}
