using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Creates and edits customer files by hand [B4]: for those who keep them. Every changed field leaves who, when, from
/// what to what [B4-4].</summary>
public sealed partial class SaveCustomer(
    UnitOfWork unit,
    CasesDb db,
    CustomerAccess access,
    CustomerList list,
    PeopleDirectory directory,
    TimeProvider clock
)
{
    /// <param name="number">Null or empty gives the next one.</param>
    /// <exception cref="RefusedException">Forbidden for who does not keep the files; Invalid at the wrong fields.</exception>
    public Task<CustomerFile> CreateAsync(
        string? number,
        IReadOnlyDictionary<string, string> fields,
        IReadOnlyCollection<Guid> responsibles,
        Actor actor,
        CancellationToken stop
    ) =>
        unit.RunAsync(
            async token =>
            {
                RequireKeeper(actor);
                await db.LockCustomersAsync(token);
                var wanted = number?.Trim() ?? "";
                await CheckAsync(wanted, fields, token);
                var file = new CustomerFile
                {
                    Number = wanted.Length > 0 ? wanted : await db.NextCustomerNumberAsync(0, token),
                    Name = fields["name"].Trim(),
                };
                foreach (var field in CustomerFields.Editable)
                    field.Set(file, fields.GetValueOrDefault(field.Name, "").Trim());
                foreach (var person in responsibles.Distinct())
                    file.Responsibles.Add(new CustomerResponsible { PersonId = person, Since = clock.GetUtcNow() });
                db.Customers.Add(file);
                return file;
            },
            stop
        );

    /// <summary>Fields that are not named stay as they are.</summary>
    /// <param name="revision">The revision that the person saw.</param>
    /// <exception cref="RefusedException">NotFound for who may not open the file, Forbidden for who may only read it, Conflict
    /// when somebody changed it meanwhile, Invalid at the wrong fields.</exception>
    public Task<CustomerFile> EditAsync(
        string number,
        IReadOnlyDictionary<string, string> fields,
        int revision,
        Actor actor,
        CancellationToken stop
    ) =>
        unit.RunAsync(
            async token =>
            {
                var person = directory.Current.Find(actor.PersonId);
                if (person is null || !await list.IsOpenToAsync(person, number, token))
                    throw CustomerLookup.Unknown(number);
                RequireKeeper(actor);
                var file = await CustomerLookup.Named(db.Customers, number).SingleAsync(token);
                if (file.Revision != revision)
                    throw new RefusedException("customer.changedMeanwhile") { Kind = RefusalKind.Conflict };
                Refuse(CustomerFields.ErrorsOf(fields));
                db.Change(file, fields, ChangeSource.Hand, actor.PersonId, clock.GetUtcNow());
                return file;
            },
            stop
        );

    private void RequireKeeper(Actor actor)
    {
        if (directory.Current.Find(actor.PersonId) is not { } person || !access.Keeps(person))
            throw new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden };
    }

    private async Task CheckAsync(string number, IReadOnlyDictionary<string, string> fields, CancellationToken stop)
    {
        var errors = CustomerFields.ErrorsOf(fields).ToList();
        if (!fields.ContainsKey("name"))
            errors.Add(new FieldError("/name", "field.required"));
        if (number.Length > 0 && !IsNumber(number))
            errors.Add(new FieldError("/number", "field.notACustomerNumber"));
        else if (await db.Customers.AnyAsync(c => c.Number == number, stop))
            errors.Add(new FieldError("/number", "field.taken"));
        Refuse(errors);
    }

    /// <summary>Whether a customer may have that number: letters, digits and dashes, 20 at most.</summary>
    public static bool IsNumber(string number) => NumberPattern().IsMatch(number);

    private static void Refuse(IEnumerable<FieldError> errors)
    {
        if (errors.ToList() is { Count: > 0 } wrong)
            throw new RefusedException("invalid") { Fields = wrong };
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,19}$", RegexOptions.None, 1000)]
    private static partial Regex NumberPattern();
}

/// <summary>What creating, editing and importing have in common.</summary>
internal static class CustomerWriting
{
    /// <summary>Nobody else adds customers until the unit ends: on SQLite it is alone anyway.</summary>
    public static async Task LockCustomersAsync(this CasesDb db, CancellationToken stop)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "Customers" IN SHARE ROW EXCLUSIVE MODE""", stop);
    }

    /// <summary>The number after the highest of the usual pattern, such as C00013.</summary>
    /// <param name="ahead">How many have been given out in this unit already.</param>
    public static async Task<string> NextCustomerNumberAsync(this CasesDb db, int ahead, CancellationToken stop)
    {
        const int Digits = 9;
        var numbers = db
            .Customers.Where(c => EF.Functions.Like(c.Number, "C%") && c.Number.Length <= Digits)
            .OrderByDescending(c => c.Number.Length)
            .ThenByDescending(c => c.Number)
            .Select(c => c.Number)
            .AsAsyncEnumerable();
        var last = 0;
        await foreach (var number in numbers.WithCancellation(stop))
            if (int.TryParse(number.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out last))
                break;
        return $"C{last + 1 + ahead:00000}";
    }

    /// <summary>Writes the fields that differ, each with its line in the history.</summary>
    /// <returns>Whether any did.</returns>
    public static bool Change(
        this CasesDb db,
        CustomerFile file,
        IReadOnlyDictionary<string, string> fields,
        ChangeSource source,
        Guid person,
        DateTimeOffset now
    )
    {
        var any = false;
        foreach (var field in CustomerFields.Editable.Where(f => fields.ContainsKey(f.Name)))
        {
            var (old, wanted) = (field.Get(file), fields[field.Name].Trim());
            if (old == wanted)
                continue;
            field.Set(file, wanted);
            db.CustomerChanges.Add(
                new CustomerChange
                {
                    CustomerId = file.Id,
                    Field = field.Name,
                    OldValue = old,
                    NewValue = wanted,
                    Source = source,
                    PersonId = person,
                    At = now,
                }
            );
            any = true;
        }
        if (any)
            file.Revision++;
        return any;
    }
}
