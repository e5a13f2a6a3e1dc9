using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Writes a dated entry into a customer file [B4-4] [B8]: for who looks after the customer, and who keeps the
/// files.</summary>
public sealed class WriteEntry(
    UnitOfWork unit,
    CasesDb db,
    CustomerAccess access,
    PeopleDirectory directory,
    CompanyTime time,
    TimeProvider clock
)
{
    private const int FirstYear = 1950;

    /// <exception cref="RefusedException">NotFound for who may not open the file, Forbidden for who may only read it, Invalid
    /// at <c>/kind</c>, <c>/on</c>, <c>/text</c> or <c>/year</c>.</exception>
    public Task<CustomerEntry> RunAsync(string number, NewEntry wanted, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var file = await OpenAsync(number, actor, token);
                Check(wanted);
                var entry = new CustomerEntry
                {
                    CustomerId = file.Id,
                    Kind = wanted.Kind!.Value,
                    On = wanted.On!.Value,
                    Text = wanted.Text!.Trim(),
                    Year = wanted.Year,
                    Amount = wanted.Amount,
                    PersonId = actor.PersonId,
                    At = clock.GetUtcNow(),
                };
                db.CustomerEntries.Add(entry);
                return entry;
            },
            stop
        );

    private async Task<CustomerFile> OpenAsync(string number, Actor actor, CancellationToken stop)
    {
        var person = directory.Current.Find(actor.PersonId) ?? throw CustomerLookup.Unknown(number);
        var open = access.OpenTo(person).AsNoTracking().Include(c => c.Responsibles);
        var file =
            await CustomerLookup.Named(open, number).FirstOrDefaultAsync(stop) ?? throw CustomerLookup.Unknown(number);
        return access.MayWriteIn(person, file)
            ? file
            : throw new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden };
    }

    private void Check(NewEntry wanted)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var errors = new List<FieldError>();
        if (wanted.Kind is not { } kind || !Enum.IsDefined(kind))
            errors.Add(new FieldError("/kind", "field.required"));
        else if (CustomerEntry.IsYearly(kind) && wanted.Year is null)
            errors.Add(new FieldError("/year", "field.required"));
        if (wanted.Year is { } year && (year < FirstYear || year > today.Year))
            errors.Add(new FieldError("/year", "field.notAYear"));
        if (wanted.On is null)
            errors.Add(new FieldError("/on", "field.required"));
        else if (wanted.On > today)
            errors.Add(new FieldError("/on", "field.inTheFuture"));
        if (string.IsNullOrWhiteSpace(wanted.Text))
            errors.Add(new FieldError("/text", "field.required"));
        else if (wanted.Text.Trim().Length > CustomerEntry.LongestText)
            errors.Add(new FieldError("/text", "field.tooLong", CustomerEntry.LongestText));
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
    }
}

/// <summary>A dated entry to be written.</summary>
public sealed record NewEntry(EntryKind? Kind, DateOnly? On, string? Text, int? Year = null, decimal? Amount = null);
