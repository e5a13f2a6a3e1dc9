using MiniExcelLibs;
using Workflows.Cases.Customers;
using Workflows.Cases.People;

namespace Workflows.Host.Pages.Customers;

/// <summary>Customer files as a spreadsheet, with headings that the import understands.</summary>
public sealed class CustomerSheet(PeopleDirectory directory, Texts texts)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>One row for each file; without files a single empty one, to be filled in.</summary>
    public async Task<Stream> WriteAsync(IReadOnlyList<CustomerFile> files, CancellationToken stop)
    {
        var rows = files.Select(Row).DefaultIfEmpty(Empty());
        var stream = new MemoryStream();
        await stream.SaveAsAsync(rows, cancellationToken: stop);
        stream.Position = 0;
        return stream;
    }

    private Dictionary<string, object?> Row(CustomerFile file)
    {
        var row = Empty();
        row[texts["customer.number"]] = file.Number;
        foreach (var field in CustomerFields.Editable)
            row[texts.Of(field.Title)] = Shown(field, field.Get(file));
        row[texts["customer.responsible"]] = string.Join(
            '、',
            file.Responsibles.OrderBy(r => r.Since).Select(r => directory.Current.Find(r.PersonId)?.SignInName)
        );
        return row;
    }

    private Dictionary<string, object?> Empty()
    {
        var row = new Dictionary<string, object?> { [texts["customer.number"]] = "" };
        foreach (var field in CustomerFields.Editable)
            row[texts.Of(field.Title)] = "";
        row[texts["customer.responsible"]] = "";
        return row;
    }

    private string Shown(CustomerField field, string value) =>
        field.Name == "important" ? texts[value == "true" ? "data.yes" : "data.no"]
        : SpecialClasses.All.TryGetValue(value, out var title) && field.Name == "specialClass" ? texts.Of(title)
        : value;
}
