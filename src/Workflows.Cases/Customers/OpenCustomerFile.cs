using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Opens a customer file, and writes down who did so, how and by which right [B7].</summary>
public sealed class OpenCustomerFile(UnitOfWork unit, CasesDb db, CustomerAccess access, TimeProvider clock)
{
    private const int Most = 300;

    /// <summary>A form is drawn again with every small act in it: that is one view.</summary>
    private static readonly TimeSpan SameForm = TimeSpan.FromMinutes(15);

    /// <summary>The file with its entries and the history of its fields, the latest first; who opened it only for its
    /// keepers.</summary>
    /// <exception cref="RefusedException">NotFound: there is no such file, or the person may not know of it.</exception>
    public async Task<OpenedFile> RunAsync(string numberOrId, Person person, ViewWay how, CancellationToken stop)
    {
        var file = await FindAsync(numberOrId, person, stop) ?? throw CustomerLookup.Unknown(numberOrId);
        await unit.RunAsync(
            token =>
            {
                db.CustomerViews.Add(ViewOf(file, person, how));
                return Task.CompletedTask;
            },
            stop
        );
        return new OpenedFile(file, access.Keeps(person), access.MayWriteIn(person, file))
        {
            Entries = await db
                .CustomerEntries.AsNoTracking()
                .Where(e => e.CustomerId == file.Id)
                .OrderByDescending(e => e.On)
                .ThenByDescending(e => e.Id)
                .Take(Most)
                .ToListAsync(stop),
            History = await db
                .CustomerChanges.AsNoTracking()
                .Where(c => c.CustomerId == file.Id)
                .OrderByDescending(c => c.At)
                .ThenByDescending(c => c.Id)
                .Take(Most)
                .ToListAsync(stop),
            Views = access.Keeps(person) ? await ViewsAsync(file, stop) : [],
        };
    }

    /// <summary>The fields alone, beside a form; null for a file that there is not or that the person may not open.</summary>
    public async Task<CustomerFile?> BesideFormAsync(string numberOrId, Person person, CancellationToken stop)
    {
        if (await FindAsync(numberOrId, person, stop) is not { } file)
            return null;
        var since = clock.GetUtcNow() - SameForm;
        var isLogged = await db.CustomerViews.AnyAsync(
            v => v.CustomerId == file.Id && v.PersonId == person.Id && v.How == ViewWay.Form && v.At > since,
            stop
        );
        if (!isLogged)
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

    private Task<List<CustomerView>> ViewsAsync(CustomerFile file, CancellationToken stop) =>
        db
            .CustomerViews.AsNoTracking()
            .Where(v => v.CustomerId == file.Id)
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Id)
            .Take(Most)
            .ToListAsync(stop);

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
    public IReadOnlyList<CustomerEntry> Entries { get; init; } = [];
    public IReadOnlyList<CustomerChange> History { get; init; } = [];
    public IReadOnlyList<CustomerView> Views { get; init; } = [];
}
