using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Forms;

namespace Workflows.Host.Pages.Forms;

/// <summary>One property of a form's JSON Schema, with its hints, as the page needs it.</summary>
public sealed class FieldSchema(string name, JsonObject schema, bool required)
{
    public string Name { get; } = name;
    public bool Required { get; } = required;

    /// <summary>When it is asked for; null for always.</summary>
    public FieldCondition? ShownWhen { get; } = FieldCondition.ShowOf(schema);

    /// <summary>When it must be filled in, where that is not always so: any of these will do.</summary>
    public IReadOnlyList<FieldCondition> RequiredWhen { get; private init; } = [];
    public string? Widget => Text("x-widget");
    public string? Options => Text("x-options") ?? (Items is { } items ? items.Options : null);

    /// <summary>The shape of an array's items; null for anything else.</summary>
    public FieldSchema? Items => schema["items"] is JsonObject items ? new FieldSchema(Name, items, false) : null;

    /// <summary>What a typed text names, for readers who may know more of it.</summary>
    public string? Shows => Text("x-shows");
    public string Type => Text("type") ?? "string";

    /// <summary>A list of objects: one row each.</summary>
    public bool IsRows => Type == "array" && Items is { Type: "object" };

    /// <summary>Shown, never filled in.</summary>
    public bool IsReadOnly => Widget == "readonly";

    /// <summary>Files, by their ids.</summary>
    public bool IsFiles => Widget == "files";

    /// <summary>Several of a list of values.</summary>
    public bool IsChoices => Type == "array" && !IsRows && !IsFiles;
    public bool IsDate => Text("format") == "date" || Widget == "date";
    public bool IsNumber => Type is "number" or "integer";

    /// <summary>An amount of money: a number of whole cents (<c>"multipleOf": 0.01</c>).</summary>
    public bool IsMoney => LocalFormat.IsMoney(schema);
    public string? Pattern => Text("pattern");
    public string? Minimum => schema["minimum"]?.ToString();
    public string? Maximum => schema["maximum"]?.ToString();
    public int? MaxLength => schema["maxLength"]?.GetValue<int>();
    public int MinItems => schema["minItems"]?.GetValue<int>() ?? 0;
    public IReadOnlyList<string> Enum => [.. (schema["enum"] as JsonArray ?? []).Select(v => v?.ToString() ?? "")];

    /// <summary>Properties of an object, or of the form itself, in the order the page shows them.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; } = [.. FieldsOf(schema)];

    public string Title(string language) => Read(schema["x-title"])?.In(language) ?? Text("title") ?? Name;

    public string? Help(string language) => Read(schema["x-help"])?.In(language) ?? Text("description");

    public string TitleOfValue(string value, string language) =>
        Read((schema["x-enumTitles"] ?? schema["items"]?["x-enumTitles"])?[value])?.In(language) ?? value;

    private static IEnumerable<FieldSchema> FieldsOf(JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(v => v?.ToString()).ToHashSet();
        var when = FieldRules.RequiredWhen(schema).ToLookup(r => r.Field, r => r.When);
        var fields = (schema["properties"] as JsonObject ?? []).Select(p =>
            (p.Key, Schema: p.Value as JsonObject ?? [])
        );
        return fields
            .OrderBy(f => Order(f.Schema))
            .Select(f => new FieldSchema(f.Key, f.Schema, required.Contains(f.Key))
            {
                RequiredWhen = [.. when[f.Key]],
            });
    }

    // Without a hint the file's order holds: the sort is stable.
    private static double Order(JsonObject schema) =>
        double.TryParse(schema["x-order"]?.ToString(), CultureInfo.InvariantCulture, out var order) ? order : 1000;

    private static LocalText? Read(JsonNode? node) =>
        node switch
        {
            JsonObject title => new LocalText(
                title["zh-Hans"]?.ToString() ?? "",
                title["zh-Hant"]?.ToString() ?? title["zh-Hans"]?.ToString() ?? "",
                title["en"]?.ToString() ?? title["zh-Hans"]?.ToString() ?? ""
            ),
            JsonValue value => LocalText.Same(value.ToString()),
            _ => null,
        };

    private string? Text(string key) => schema[key] is JsonValue value ? value.ToString() : null;
}
