using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Customers;

/// <summary>Opens a customer file, and writes down who did so, how and by which right [B7].</summary>
public sealed class OpenCustomerFile(UnitOfWork unit, CasesDb db, CustomerAccess access, TimeProvider clock)
{
    /// <summary>A form is drawn again with every small act in it, and pages are turned: that is one view.</summary>
    private static readonly TimeSpan SameView = TimeSpan.FromMinutes(15);

    /// <summary>The file with its entries and the history of its fields, the latest first; who opened it only for its
    /// keepers.</summary>
    /// <param name="parts">Which pages of the lists; the first ones without it. Turning pages is the same view.</param>
    /// <exception cref="RefusedException">NotFound: there is no such file, or the person may not know of it.</exception>
    public async Task<OpenedFile> RunAsync(
        string numberOrId,
        Person person,
        ViewWay how,
        CancellationToken stop,
        FileParts? parts = null
    )
    {
        parts ??= FileParts.First;
        var file = await FindAsync(numberOrId, person, stop) ?? throw CustomerLookup.Unknown(numberOrId);
        if (parts.IsFirst || !await IsLoggedAsync(file, person, how, stop))
            await LogAsync([file], person, how, stop);
        var keeps = access.Keeps(person);
        return new OpenedFile(file, keeps, access.MayWriteIn(person, file))
        {
            Entries = await PageAsync(
                db.CustomerEntries.Where(e => e.CustomerId == file.Id),
                all => all.OrderByDescending(e => e.On).ThenByDescending(e => e.Id),
                parts.Entries,
                stop
            ),
            Yearly = await db
                .CustomerEntries.AsNoTracking()
                .Where(e => e.CustomerId == file.Id && e.Year != null)
                .Where(e => e.Kind == EntryKind.Performance || e.Kind == EntryKind.Financial)
                .OrderByDescending(e => e.On)
                .ThenByDescending(e => e.Id)
                .ToListAsync(stop),
            History = await PageAsync(
                db.CustomerChanges.Where(c => c.CustomerId == file.Id),
                all => all.OrderByDescending(c => c.At).ThenByDescending(c => c.Id),
                parts.History,
                stop
            ),
            Views = keeps
                ? await PageAsync(
                    db.CustomerViews.Where(v => v.CustomerId == file.Id),
                    all => all.OrderByDescending(v => v.At).ThenByDescending(v => v.Id),
                    parts.Views,
                    stop
                )
                : new PageOf<CustomerView>([], 0, parts.Views),
        };
    }

    /// <summary>The fields alone, beside a form; null for a file that there is not or that the person may not open.</summary>
    public async Task<CustomerFile?> BesideFormAsync(string numberOrId, Person person, CancellationToken stop)
    {
        if (await FindAsync(numberOrId, person, stop) is not { } file)
            return null;
        if (!await IsLoggedAsync(file, person, ViewWay.Form, stop))
            await LogAsync([file], person, ViewWay.Form, stop);
        return file;
    }

    /// <summary>Writes down that files left the system in a list.</summary>
    public Task LogAsync(IReadOnlyList<CustomerFile> files, Person person, ViewWay how, CancellationToken stop) =>
        unit.RunAsync(
            token =>
            {
                db.CustomerViews.AddRange(files.Select(f => ViewOf(f, person, how)));
                return Task.CompletedTask;
            },
            stop
        );

    private Task<CustomerFile?> FindAsync(string numberOrId, Person person, CancellationToken stop) =>
        CustomerLookup
            .Named(access.OpenTo(person).AsNoTracking().Include(c => c.Responsibles), numberOrId)
            .FirstOrDefaultAsync(stop);

    private Task<bool> IsLoggedAsync(CustomerFile file, Person person, ViewWay how, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - SameView;
        return db.CustomerViews.AnyAsync(
            v => v.CustomerId == file.Id && v.PersonId == person.Id && v.How == how && v.At > since,
            stop
        );
    }

    // A number out of range shows the last page there is.
    private static async Task<PageOf<T>> PageAsync<T>(
        IQueryable<T> all,
        Func<IQueryable<T>, IOrderedQueryable<T>> order,
        Paging wanted,
        CancellationToken stop
    )
        where T : class
    {
        var total = await all.CountAsync(stop);
        var last = Math.Max(1, (total + wanted.Size - 1) / wanted.Size);
        var paging = wanted.Number <= last ? wanted : new Paging(last, wanted.Size);
        var items = await order(all.AsNoTracking()).Skip(paging.Skip).Take(paging.Size).ToListAsync(stop);
        return new PageOf<T>(items, total, paging);
    }

    private CustomerView ViewOf(CustomerFile file, Person person, ViewWay how) =>
        new()
        {
            CustomerId = file.Id,
            PersonId = person.Id,
            At = clock.GetUtcNow(),
            How = how,
            By = access.RightTo(person, file),
        };
}

/// <summary>An open customer file.</summary>
/// <param name="Keeps">Whether the reader keeps the files: may edit, and sees who opened them.</param>
/// <param name="MayWrite">Whether the reader may add dated entries.</param>
public sealed record OpenedFile(CustomerFile File, bool Keeps, bool MayWrite)
{
    public required PageOf<CustomerEntry> Entries { get; init; }

    /// <summary>Every entry about a year, the latest first.</summary>
    public required IReadOnlyList<CustomerEntry> Yearly { get; init; }
    public required PageOf<CustomerChange> History { get; init; }
    public required PageOf<CustomerView> Views { get; init; }
}

/// <summary>Which pages of a file's lists are wanted.</summary>
public sealed record FileParts(Paging Entries, Paging History, Paging Views)
{
    private const int Usual = 50;

    public static FileParts First { get; } = Of(1, 1, 1);

    public bool IsFirst => Entries.Number == 1 && History.Number == 1 && Views.Number == 1;

    public static FileParts Of(int entries, int history, int views, int size = Usual) =>
        new(new Paging(entries, size), new Paging(history, size), new Paging(views, size));
}
