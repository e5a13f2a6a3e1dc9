using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages.Data;

/// <summary>A case's data as people read it: each value under the title its form gives it.</summary>
public sealed record DataView(IReadOnlyList<DataGroup> Groups)
{
    public static DataView Empty { get; } = new([]);
}

/// <summary>The fields of one form that hold something.</summary>
public sealed record DataGroup(string Title, IReadOnlyList<DataItem> Items);

/// <summary>A title with its value; or, with <see cref="Columns"/>, a table.</summary>
public sealed record DataItem(string Name, string Title, string Value)
{
    public IReadOnlyList<FieldSchema> Columns { get; init; } = [];
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    /// <summary>The files that the value names.</summary>
    public IReadOnlyList<FileLink> Files { get; init; } = [];

    /// <summary>Where the value leads, if it is something with a page.</summary>
    public string? Link { get; init; }
}

/// <summary>A file by name, and where it is opened.</summary>
public sealed record FileLink(string Name, string Address);

/// <summary>Builds <see cref="DataView"/>s.</summary>
public sealed class DataViews(
    ProcessCatalog processes,
    PeopleDirectory directory,
    FormOptions options,
    CurrentPerson current,
    CustomerList customers,
    Texts texts
)
{
    /// <summary>All data of a case, form by form in the order of the process's steps.</summary>
    public async Task<DataView> OfCaseAsync(string process, JsonObject data, CancellationToken stop)
    {
        if (processes.Find(process) is not { } pack)
            return DataView.Empty;
        var groups = new List<DataGroup>();
        var shown = new HashSet<string>();
        foreach (var key in FormKeys(pack))
        {
            var form = new FieldSchema("", pack.Form(key).Schema, false);
            var own = new JsonObject(
                data.Where(p => form.Fields.Any(f => f.Name == p.Key) && shown.Add(p.Key))
                    .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))
            );
            if (await GroupAsync(form, form.Title(Texts.Language), own, stop) is { } group)
                groups.Add(group);
            // What departments answered stands under the form's key, by department.
            if (data[key] is JsonObject answers && form.Fields.All(f => f.Name != key))
                groups.AddRange(await AnswersAsync(pack, form, answers, stop));
        }
        return new DataView(groups);
    }

    /// <summary>Fields that are only shown inside a form.</summary>
    public async Task<DataItem?> ItemAsync(FieldSchema field, JsonNode? value, CancellationToken stop)
    {
        if (value is null or JsonArray { Count: 0 } || value.ToString().Length == 0 || IsEmptyText(value))
            return null;
        var title = field.Title(Texts.Language);
        if (field.IsRows && value is JsonArray rows)
            return await TableAsync(field, title, rows, stop);
        if (field.IsFiles && value is JsonArray ids)
            return new DataItem(field.Name, title, await ShowAsync(field, value, stop))
            {
                Files = await FilesAsync(ids, stop),
            };
        return new DataItem(field.Name, title, await ShowAsync(field, value, stop))
        {
            Link = await LinkOfAsync(field, value, stop),
        };
    }

    /// <summary>One value as people read it.</summary>
    public async Task<string> ShowAsync(FieldSchema field, JsonNode? value, CancellationToken stop)
    {
        if (value is null)
            return "";
        if (value is JsonArray many)
        {
            var each = new List<string>();
            foreach (var one in many)
                each.Add(await ShowAsync(field.Items ?? field, one, stop));
            return string.Join(Texts.Language == "en" ? ", " : "、", each);
        }
        if (value is JsonObject && TextIn(value) is { } said)
            return said;
        var text = value.ToString();
        if (field.Type == "boolean")
            return texts[text == "true" ? "data.yes" : "data.no"];
        if (field.Shows == "customers" && current.Find() is { } reader)
            return await customers.DescribeAsync(text, reader, texts["customer.noSuch"], stop);
        if (field.Options is { } source)
            return await ChosenAsync(source, text, stop);
        if (
            field.IsDate
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
        )
            return texts["data.day", day];
        if (
            field.IsNumber
            && field.Enum.Count == 0
            && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
        )
            return LocalFormat.Number(number, field.IsMoney);
        return field.TitleOfValue(text, Texts.Language);
    }

    private static bool IsEmptyText(JsonNode value) => value is JsonObject && TextIn(value) is { Length: 0 };

    // What an activity wrote for readers of every language.
    private static string? TextIn(JsonNode value) =>
        value["zh-Hans"] is not null && value["zh-Hant"] is not null && value["en"] is not null
            ? value[Texts.Language]?.ToString()
            : null;

    private async Task<string> ChosenAsync(string source, string value, CancellationToken stop)
    {
        var found = options.Find(source) is { } known ? await known.FindAsync([value], stop) : [];
        return found is [var option, ..] ? texts.Of(option.Title) : value;
    }

    private static IEnumerable<string> FormKeys(ProcessPack pack) =>
        pack
            .Steps.Values.Select(s => s.Form)
            .OfType<string>()
            .Prepend(pack.StartForm)
            .Concat(pack.Forms.Keys)
            .Distinct()
            .Where(pack.Forms.ContainsKey);

    private async Task<DataGroup?> GroupAsync(FieldSchema form, string title, JsonObject data, CancellationToken stop)
    {
        var items = new List<DataItem>();
        foreach (var field in form.Fields)
            if (await ItemAsync(field, data[field.Name], stop) is { } item)
                items.Add(item);
        return items.Count == 0 ? null : new DataGroup(title, items);
    }

    // A department may have been asked with a form of its own.
    private async Task<IReadOnlyList<DataGroup>> AnswersAsync(
        ProcessPack pack,
        FieldSchema usual,
        JsonObject answers,
        CancellationToken stop
    )
    {
        var groups = new List<DataGroup>();
        foreach (var (key, answer) in answers)
        {
            var who = directory.Current.Department(key) is { } department ? texts.Of(department.Name) : key;
            var form = FormOf(pack, usual, answer as JsonObject ?? []);
            var title = texts["data.answerOf", form.Title(Texts.Language), who];
            if (answer is JsonObject fields && await GroupAsync(form, title, fields, stop) is { } group)
                groups.Add(group);
        }
        return groups;
    }

    private static FieldSchema FormOf(ProcessPack pack, FieldSchema usual, JsonObject answer)
    {
        var fits = pack
            .Forms.Values.Select(f => new FieldSchema("", f.Schema, false))
            .Prepend(usual)
            .FirstOrDefault(f => answer.All(a => f.Fields.Any(field => field.Name == a.Key)));
        return fits ?? usual;
    }

    private async Task<DataItem> TableAsync(FieldSchema field, string title, JsonArray rows, CancellationToken stop)
    {
        var columns = field.Items!.Fields;
        var cells = new List<IReadOnlyList<string>>();
        foreach (var row in rows.OfType<JsonObject>())
        {
            var line = new List<string>();
            foreach (var column in columns)
                line.Add(await ShowAsync(column, row[column.Name], stop));
            cells.Add(line);
        }
        return new DataItem(field.Name, title, "") { Columns = columns, Rows = cells };
    }

    /// <summary>Files, each with its own address.</summary>
    private async Task<IReadOnlyList<FileLink>> FilesAsync(JsonArray ids, CancellationToken stop) =>
        options.Find("attachments") is { } known
            ?
            [
                .. (await known.FindAsync([.. ids.Select(i => i?.ToString() ?? "")], stop)).Select(o => new FileLink(
                    o.Title.Hans,
                    $"/attachments/{o.Value}"
                )),
            ]
            : [];

    private async Task<string?> LinkOfAsync(FieldSchema field, JsonNode value, CancellationToken stop) =>
        field.Options == "customers"
        && current.Find() is { } person
        && await customers.IsOpenToAsync(person, value.ToString(), stop)
            ? $"/customers/{value}"
            : null;
}
