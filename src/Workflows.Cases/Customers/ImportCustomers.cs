using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Imports customer files from a sheet [B4], for who keeps them: first what it would do, naming each wrong cell, then
/// all rows in one transaction or none. A row with the number of a file that there is changes that file; an empty cell leaves
/// its field as it is.</summary>
public sealed class ImportCustomers(
    UnitOfWork unit,
    CasesDb db,
    CustomerAccess access,
    PeopleDirectory directory,
    TimeProvider clock
)
{
    private const int HeadingWithin = 20;

    /// <summary>How many wrong cells a refusal names one by one.</summary>
    private const int NamedFaults = 1000;

    /// <summary>Writes nothing.</summary>
    /// <exception cref="RefusedException">Forbidden for who does not keep the files; Invalid when no line has headings.</exception>
    public async Task<CustomerImport> PreviewAsync(IReadOnlyList<SheetLine> lines, Actor actor, CancellationToken stop)
    {
        RequireKeeper(actor);
        var files = await db.Customers.AsNoTracking().Include(c => c.Responsibles).ToListAsync(stop);
        return Read(lines, files);
    }

    /// <summary>Reads the sheet once more, against the files as they are now, and writes every row.</summary>
    /// <exception cref="RefusedException">As the preview; Invalid also when a single cell is wrong: nothing is written.</exception>
    public Task<CustomerImport> RunAsync(IReadOnlyList<SheetLine> lines, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                RequireKeeper(actor);
                await db.LockCustomersAsync(token);
                var files = await db.Customers.Include(c => c.Responsibles).ToListAsync(token);
                var import = Read(lines, files);
                if (import.Faults.Count > 0)
                    throw new RefusedException("customer.importFaults", import.Faults.Count)
                    {
                        Fields =
                        [
                            .. import
                                .Faults.Take(NamedFaults)
                                .Select(f => f.Error with { Path = $"/{f.Line}/{f.Column}" }),
                        ],
                    };
                var last = await db.LastCustomerNumberAsync(token);
                Write(import, files.ToDictionary(f => f.Number), last, actor);
                return import;
            },
            stop
        );

    private void RequireKeeper(Actor actor)
    {
        if (directory.Current.Find(actor.PersonId) is not { } person || !access.Keeps(person))
            throw new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden };
    }

    private CustomerImport Read(IReadOnlyList<SheetLine> lines, List<CustomerFile> files)
    {
        var head =
            lines.Take(HeadingWithin).FirstOrDefault(l => l.Cells.Any(c => ImportHeadings.FieldOf(c) == "name"))
            ?? throw new RefusedException("customer.noHeadings");
        var columns = head
            .Cells.Select((heading, index) => (Field: ImportHeadings.FieldOf(heading), Heading: heading, Index: index))
            .ToList();
        var reader = new ImportReader(
            [
                .. columns
                    .Where(c => c.Field is not null)
                    .DistinctBy(c => c.Field)
                    .Select(c => new ImportColumn(c.Field!, c.Heading.Trim(), c.Index)),
            ],
            files,
            directory.Current
        );
        foreach (
            var line in lines.Where(l => l.Number > head.Number && l.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
        )
            reader.Take(line);
        return new CustomerImport(reader.Rows, reader.Faults)
        {
            Ignored =
            [
                .. columns.Where(c => c.Field is null && c.Heading.Trim().Length > 0).Select(c => c.Heading.Trim()),
            ],
        };
    }

    private void Write(CustomerImport import, Dictionary<string, CustomerFile> files, int last, Actor actor)
    {
        var cause = new ChangeCause(ChangeSource.Import, actor.PersonId, clock.GetUtcNow());
        var taken = import.Rows.Select(r => r.Number).Concat(files.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var row in import.Rows)
            if (row.IsNew)
                db.Create(row.Number.Length > 0 ? row.Number : Next(), row.Fields, row.Responsibles ?? [], cause);
            else
                Change(files[row.Number], row, cause);

        string Next()
        {
            string number;
            do number = CustomerWriting.NumberOf(++last);
            while (!taken.Add(number));
            return number;
        }
    }

    private void Change(CustomerFile file, ImportedRow row, ChangeCause cause)
    {
        db.Change(file, row.Fields, cause);
        if (row.Responsibles is { } responsibles)
            db.Assign(file, new Responsibles { All = responsibles }, directory.Current, cause);
    }
}

/// <summary>A column that is imported.</summary>
internal sealed record ImportColumn(string Field, string Heading, int Index);

/// <summary>Takes a sheet line by line and sorts it into rows to import and faults.</summary>
internal sealed class ImportReader(IReadOnlyList<ImportColumn> columns, List<CustomerFile> files, Organisation people)
{
    private const int Postcode = 6;
    private static readonly char[] BetweenPeople = ['、', ',', '，', ';', '；', '/', '\n'];

    private readonly Dictionary<string, CustomerFile> byNumber = files.ToDictionary(
        f => f.Number,
        StringComparer.OrdinalIgnoreCase
    );
    private readonly Dictionary<string, string> byName = files
        .GroupBy(f => f.Name)
        .ToDictionary(g => g.Key, g => g.First().Number);
    private readonly ILookup<string, Person> peopleByName = people.People.ToLookup(p => p.Name);
    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> names = [];

    public List<ImportedRow> Rows { get; } = [];
    public List<ImportFault> Faults { get; } = [];

    public void Take(SheetLine line)
    {
        var before = Faults.Count;
        var values = columns
            .Select(c => (Column: c, Value: Clean(c.Field, c.Index < line.Cells.Count ? line.Cells[c.Index] : "")))
            .Where(v => v.Value.Length > 0)
            .ToDictionary(v => v.Column.Field, v => v.Value);
        var number = values.GetValueOrDefault(ImportHeadings.Number, "");
        var file = byNumber.GetValueOrDefault(number);
        CheckIdentity(line.Number, number, values.GetValueOrDefault("name", ""), file);
        var responsibles = values.TryGetValue(CustomerChange.Responsible, out var named)
            ? PeopleOf(line.Number, named)
            : null;
        var fields = values
            .Where(v => v.Key is not (ImportHeadings.Number or CustomerChange.Responsible))
            .ToDictionary(v => v.Key, v => v.Value);
        foreach (var error in CustomerFields.ErrorsOf(fields))
            Fault(line.Number, error.Path[1..], values[error.Path[1..]], error);
        if (Faults.Count == before)
            Rows.Add(Row(line.Number, number, file, fields, responsibles));
    }

    private void CheckIdentity(int line, string number, string name, CustomerFile? file)
    {
        if (name.Length == 0 && file is null)
            Fault(line, "name", "", new FieldError("/name", "field.required"));
        if (number.Length > 0)
        {
            if (!SaveCustomer.IsNumber(number))
                Fault(line, ImportHeadings.Number, number, new FieldError("/number", "field.notACustomerNumber"));
            if (!numbers.TryAdd(number, line))
                Fault(line, ImportHeadings.Number, number, Error("/number", "field.twiceInFile", numbers[number]));
            return;
        }
        if (name.Length == 0)
            return;
        if (byName.TryGetValue(name, out var same))
            Fault(line, "name", name, Error("/name", "field.sameName", same));
        else if (!names.TryAdd(name, line))
            Fault(line, "name", name, Error("/name", "field.twiceInFile", names[name]));
    }

    private static FieldError Error(string path, string code, object argument) => new(path, code, argument);

    private List<Guid> PeopleOf(int line, string named)
    {
        var found = new List<Guid>();
        foreach (
            var word in named.Split(
                BetweenPeople,
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var who = people.Find(word) is { } bySignIn ? [bySignIn] : peopleByName[word].ToList();
            if (who.Where(p => p.IsActive).ToList() is [var one])
                found.Add(one.Id);
            else
                Fault(line, CustomerChange.Responsible, word, Error("/responsible", "field.nobody", word));
        }
        return found;
    }

    private ImportedRow Row(
        int line,
        string number,
        CustomerFile? file,
        Dictionary<string, string> fields,
        List<Guid>? responsibles
    )
    {
        var changes = new List<ImportedChange>();
        if (file is not null)
        {
            changes.AddRange(
                CustomerWriting.Differences(file, fields).Select(d => new ImportedChange(d.Field.Name, d.Old, d.Wanted))
            );
            if (
                responsibles is not null
                && !file.Responsibles.Select(r => r.PersonId).ToHashSet().SetEquals(responsibles)
            )
                changes.Add(
                    new ImportedChange(
                        CustomerChange.Responsible,
                        CustomerWriting.Names(file, people),
                        string.Join('、', responsibles.Select(id => people.Find(id)?.Name))
                    )
                );
        }
        return new ImportedRow(
            line,
            file?.Number ?? number,
            fields.GetValueOrDefault("name", file?.Name ?? ""),
            file is null,
            changes
        )
        {
            Fields = fields,
            Responsibles = responsibles,
        };
    }

    private void Fault(int line, string field, string value, FieldError error) =>
        Faults.Add(new ImportFault(line, columns.FirstOrDefault(c => c.Field == field)?.Heading ?? "", value, error));

    // What spreadsheets do to values: blanks around them, full-width digits, a postcode without its first zero.
    private static string Clean(string field, string text)
    {
        var value = text.Replace('\u00A0', ' ').Replace('\u3000', ' ').Trim();
        if (value.Length == 0)
            return value;
        return field switch
        {
            "postcode" => Narrow(value) is { Length: Postcode - 1 } short5 && short5.All(char.IsAsciiDigit)
                ? "0" + short5
                : Narrow(value),
            "phone" or "fax" or "email" or ImportHeadings.Number => Narrow(value),
            "specialClass" => SpecialClasses.KeyOf(value)
                ?? (value is "普通" or "普通客户" or "普通客戶" or "-" ? "" : value),
            "important" => value.ToLowerInvariant() switch
            {
                "是" or "重要" or "yes" or "y" or "true" or "1" or "√" or "✓" => "true",
                "否" or "不" or "no" or "n" or "false" or "0" => "false",
                _ => value,
            },
            _ => value,
        };
    }

    private static string Narrow(string value) =>
        value.Normalize(NormalizationForm.FormKC).Replace('—', '-').Replace('–', '-').Trim();
}
