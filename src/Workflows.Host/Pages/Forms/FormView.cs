using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Forms;
using Workflows.Host.Pages.Data;

namespace Workflows.Host.Pages.Forms;

/// <summary>A form as a page draws it: its fields with what is filled in and what is wrong.</summary>
public sealed record FormView(IReadOnlyList<FieldView> Fields)
{
    /// <summary>The chosen customer's file as it is now, when the form has a field that chooses one.</summary>
    public CustomerFile? Customer { get; init; }

    /// <summary>Whether <see cref="Customer"/> offers to correct each of its fields: the form has rows for that.</summary>
    public bool OffersCorrection { get; init; }

    /// <summary>Errors of the act that belong to no field.</summary>
    public IReadOnlyList<string> OtherErrors { get; init; } = [];

    public IEnumerable<(FieldView Field, string Error)> Errors => Fields.SelectMany(f => f.AllErrors);
}

/// <summary>Builds the <see cref="FormView"/> of a form, its data and the errors found in it.</summary>
public sealed class FormViews(FormOptions options, FormActs acts, DataViews shown, Texts texts)
{
    public async Task<FormView> BuildAsync(
        Form form,
        JsonObject data,
        IReadOnlyList<FieldError> errors,
        CancellationToken stop
    )
    {
        var fields = await FieldsAsync(new FieldSchema("", form.Schema, false), "", data, errors, stop);
        var known = fields.SelectMany(Paths).ToHashSet();
        return new FormView(fields)
        {
            Customer = await acts.ChosenCustomerAsync(form, data, stop),
            OffersCorrection = FormActs.CorrectionRows(form) is not null,
            OtherErrors = [.. errors.Where(e => !known.Contains(e.Path)).Select(TextOf)],
        };
    }

    /// <summary>What people read of an error.</summary>
    public string TextOf(FieldError error) => texts[$"refusals.{error.Code}", error.Arguments];

    private async Task<IReadOnlyList<FieldView>> FieldsAsync(
        FieldSchema schema,
        string path,
        JsonObject data,
        IReadOnlyList<FieldError> errors,
        CancellationToken stop
    )
    {
        var fields = new List<FieldView>();
        foreach (var field in schema.Fields)
            fields.Add(
                await FieldAsync(field, $"{path}/{field.Name}", data[field.Name], errors, stop) with
                {
                    Rule = FieldRuleView.Of(field, schema.Fields, data, FieldView.NameOf(path + "/"), texts),
                }
            );
        return fields;
    }

    private async Task<FieldView> FieldAsync(
        FieldSchema field,
        string path,
        JsonNode? value,
        IReadOnlyList<FieldError> errors,
        CancellationToken stop
    ) =>
        new()
        {
            Schema = field,
            Path = path,
            Title = field.Title(Texts.Language),
            Help = field.Help(Texts.Language),
            Value = Shown(value),
            Values = value is JsonArray many && !field.IsRows ? [.. many.Select(v => v?.ToString() ?? "")] : [],
            Shown = field.IsReadOnly ? await shown.ItemAsync(field, value, stop) : null,
            Options = await OptionsAsync(field, stop, value),
            Errors =
            [
                .. errors
                    .Where(e =>
                        e.Path == path || field.IsFiles && e.Path.StartsWith(path + "/", StringComparison.Ordinal)
                    )
                    .Select(TextOf)
                    .Distinct(),
            ],
            Rows = field.IsRows ? await RowsAsync(field, path, value as JsonArray ?? [], errors, stop) : [],
        };

    private async Task<IReadOnlyList<IReadOnlyList<FieldView>>> RowsAsync(
        FieldSchema field,
        string path,
        JsonArray rows,
        IReadOnlyList<FieldError> errors,
        CancellationToken stop
    )
    {
        var views = new List<IReadOnlyList<FieldView>>();
        foreach (var row in rows.Count > 0 ? rows : [new JsonObject()])
            views.Add(await FieldsAsync(field.Items!, $"{path}/{views.Count}", row as JsonObject ?? [], errors, stop));
        return views;
    }

    /// <summary>What can be chosen in a field; nothing for one that has no choices.</summary>
    public async Task<IReadOnlyList<FieldChoice>> ChoicesAsync(FieldSchema? field, CancellationToken stop) =>
        field is null ? [] : await OptionsAsync(field, stop);

    private async Task<IReadOnlyList<FieldChoice>> OptionsAsync(
        FieldSchema field,
        CancellationToken stop,
        JsonNode? value = null
    )
    {
        if (field.IsRows)
            return [];
        if (field.IsFiles)
            return await FilesAsync(value, stop);
        if (field.Options is { } source)
            return [.. (await ListAsync(source, stop)).Select(o => new FieldChoice(o.Value, texts.Of(o.Title)))];
        var values = field.Enum.Count > 0 ? field.Enum : field.Items?.Enum ?? [];
        return [.. values.Select(v => new FieldChoice(v, field.TitleOfValue(v, Texts.Language)))];
    }

    // The files that are in the field now, by name.
    private async Task<IReadOnlyList<FieldChoice>> FilesAsync(JsonNode? value, CancellationToken stop)
    {
        var ids = (value as JsonArray ?? []).Select(v => v?.ToString() ?? "").ToList();
        if (ids.Count == 0 || options.Find("attachments") is not { } known)
            return [];
        return [.. (await known.FindAsync(ids, stop)).Select(o => new FieldChoice(o.Value, texts.Of(o.Title)))];
    }

    private async Task<IReadOnlyList<FieldOption>> ListAsync(string source, CancellationToken stop) =>
        options.Find(source) is { } known ? await known.ListAsync(null, stop) : [];

    private static string Shown(JsonNode? value) =>
        value switch
        {
            null or JsonArray or JsonObject => "",
            _ => value.ToString(),
        };

    private static IEnumerable<string> Paths(FieldView field) =>
        field.Schema.IsFiles
            ? Enumerable.Range(0, 20).Select(i => $"{field.Path}/{i}").Prepend(field.Path)
            : field.Rows.SelectMany(r => r).SelectMany(Paths).Prepend(field.Path);
}
