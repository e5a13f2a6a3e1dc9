using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>What brings a change to a file: how, whose act it is, when, and the case if one does.</summary>
internal sealed record ChangeCause(ChangeSource Source, Guid PersonId, DateTimeOffset At, Case? Case = null)
{
    public CustomerChange Of(CustomerFile file, string field, string old, string now) =>
        new()
        {
            CustomerId = file.Id,
            Field = field,
            OldValue = old,
            NewValue = now,
            Source = Source,
            CaseId = Case?.Id,
            CaseNumber = Case?.Number,
            PersonId = PersonId,
            At = At,
        };
}

/// <summary>What creating, editing, assigning and importing have in common.</summary>
internal static class CustomerWriting
{
    /// <summary>Nobody else adds customers until the unit ends: on SQLite it is alone anyway.</summary>
    public static async Task LockCustomersAsync(this CasesDb db, CancellationToken stop)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "Customers" IN SHARE ROW EXCLUSIVE MODE""", stop);
    }

    /// <summary>The number after the highest of the usual pattern, such as C00013.</summary>
    public static async Task<string> NextCustomerNumberAsync(this CasesDb db, CancellationToken stop) =>
        NumberOf(await db.LastCustomerNumberAsync(stop) + 1);

    public static string NumberOf(int number) => $"C{number:00000}";

    /// <summary>The highest number of the usual pattern, without its letter.</summary>
    public static async Task<int> LastCustomerNumberAsync(this CasesDb db, CancellationToken stop)
    {
        const int Longest = 9;
        var numbers = db
            .Customers.Where(c => EF.Functions.Like(c.Number, "C%") && c.Number.Length <= Longest)
            .OrderByDescending(c => c.Number.Length)
            .ThenByDescending(c => c.Number)
            .Select(c => c.Number)
            .AsAsyncEnumerable();
        await foreach (var number in numbers.WithCancellation(stop))
            if (int.TryParse(number.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                return last;
        return 0;
    }

    /// <summary>Adds a file; its history begins with the name.</summary>
    public static CustomerFile Create(
        this CasesDb db,
        string number,
        IReadOnlyDictionary<string, string> fields,
        IEnumerable<Guid> responsibles,
        ChangeCause cause
    )
    {
        var file = new CustomerFile { Number = number, Name = fields["name"].Trim() };
        foreach (var field in CustomerFields.Editable.Where(f => fields.ContainsKey(f.Name)))
            field.Set(file, fields[field.Name].Trim());
        foreach (var person in responsibles.Distinct())
            file.Responsibles.Add(new CustomerResponsible { PersonId = person, Since = cause.At });
        db.Customers.Add(file);
        db.CustomerChanges.Add(cause.Of(file, "name", "", file.Name));
        return file;
    }

    /// <summary>Writes the fields that differ, each with its line in the history.</summary>
    public static void Change(
        this CasesDb db,
        CustomerFile file,
        IReadOnlyDictionary<string, string> fields,
        ChangeCause cause
    )
    {
        var changes = Differences(file, fields).ToList();
        foreach (var (field, old, wanted) in changes)
        {
            field.Set(file, wanted);
            db.CustomerChanges.Add(cause.Of(file, field.Name, old, wanted));
        }
        if (changes.Count > 0)
            file.Revision++;
    }

    /// <summary>The fields whose value is not the wanted one.</summary>
    public static IEnumerable<(CustomerField Field, string Old, string Wanted)> Differences(
        CustomerFile file,
        IReadOnlyDictionary<string, string> fields
    ) =>
        from field in CustomerFields.Editable
        where fields.ContainsKey(field.Name)
        let old = field.Get(file)
        let wanted = fields[field.Name].Trim()
        where old != wanted
        select (field, old, wanted);

    /// <summary>Changes who looks after the customer, with a line in the history if that is anybody else.</summary>
    /// <param name="file">Read with its responsible people.</param>
    public static void Assign(
        this CasesDb db,
        CustomerFile file,
        Responsibles wanted,
        Organisation people,
        ChangeCause cause
    )
    {
        var before = Names(file, people);
        file.Responsibles.RemoveAll(r =>
            wanted.Remove.Contains(r.PersonId) || wanted.All is { } all && !all.Contains(r.PersonId)
        );
        foreach (var id in wanted.Add.Concat(wanted.All ?? []).Distinct())
            if (!file.Responsibles.Exists(r => r.PersonId == id))
                file.Responsibles.Add(new CustomerResponsible { PersonId = id, Since = cause.At });
        var after = Names(file, people);
        if (before != after)
            db.CustomerChanges.Add(cause.Of(file, CustomerChange.Responsible, before, after));
    }

    /// <summary>Who looks after the customer, the longest first.</summary>
    public static string Names(CustomerFile file, Organisation people) =>
        string.Join(
            '、',
            file.Responsibles.OrderBy(r => r.Since)
                .ThenBy(r => r.PersonId)
                .Select(r => people.Find(r.PersonId)?.Name ?? "?")
        );
}
