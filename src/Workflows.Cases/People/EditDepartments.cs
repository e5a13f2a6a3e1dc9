using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>Administrators add departments, rename them and name their heads.</summary>
public sealed partial class EditDepartments(UnitOfWork unit, CasesDb db, PeopleDirectory directory, Access access)
{
    /// <summary>Adds the department, or changes the one with that key.</summary>
    /// <param name="head">Sign-in name; null for nobody.</param>
    /// <param name="isNew">Refuses a key that is taken.</param>
    /// <exception cref="RefusedException">Forbidden; NotFound; Invalid at <c>/key</c>, <c>/name</c> or <c>/head</c>.</exception>
    public async Task SaveAsync(
        string? key,
        LocalText? name,
        string? head,
        bool isNew,
        Actor actor,
        CancellationToken stop
    )
    {
        await unit.RunAsync(token => WriteAsync(key?.Trim() ?? "", name, head, isNew, actor, token), stop);
        await directory.RefreshAfterAsync(unit, stop);
    }

    private async Task WriteAsync(
        string key,
        LocalText? name,
        string? head,
        bool isNew,
        Actor actor,
        CancellationToken stop
    )
    {
        PeopleRules.RequireAdministrator(actor, directory, access);
        var known = await db.Departments.FirstOrDefaultAsync(d => d.Key == key, stop);
        if (known is null && !isNew)
            throw new RefusedException("department.unknown", key) { Kind = RefusalKind.NotFound };
        var errors = new List<FieldError>();
        if (isNew && known is not null)
            errors.Add(new FieldError("/key", "field.nameTaken", key));
        else if (isNew && !Key().IsMatch(key))
            errors.Add(new FieldError("/key", "field.badSignInName"));
        if (name is null || LocalText.Languages.Any(l => string.IsNullOrWhiteSpace(name.In(l))))
            errors.Add(new FieldError("/name", "field.required"));
        var leader = string.IsNullOrWhiteSpace(head) ? null : directory.Current.Find(head.Trim());
        if (!string.IsNullOrWhiteSpace(head) && leader is not { IsActive: true })
            errors.Add(new FieldError("/head", "field.nobody", head));
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
        if (known is null)
            db.Departments.Add(known = new Department { Key = key, Name = name! });
        (known.Name, known.HeadId) = (name!, leader?.Id);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
