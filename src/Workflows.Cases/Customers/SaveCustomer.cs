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
                var cause = new ChangeCause(ChangeSource.Hand, actor.PersonId, clock.GetUtcNow());
                var next = wanted.Length > 0 ? wanted : await db.NextCustomerNumberAsync(token);
                var file = db.Create(next, fields, responsibles, cause);
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
                db.Change(file, fields, new ChangeCause(ChangeSource.Hand, actor.PersonId, clock.GetUtcNow()));
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
