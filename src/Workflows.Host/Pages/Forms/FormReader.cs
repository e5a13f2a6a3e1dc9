using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases.Forms;

namespace Workflows.Host.Pages.Forms;

/// <summary>Turns a posted page into a form's data. Inputs bear the JSON pointer of their field as their name
/// (<c>/changes/0/field</c>), so that an error's path is its input's name. What does not fit its type stays as it was
/// typed: the validator then says so, and nothing is lost.</summary>
public static class FormReader
{
    /// <summary>Everything typed. Empty fields are left out; empty rows stay, as the page shows them.</summary>
    public static JsonObject Read(Form form, IFormCollection posted) =>
        ReadObject(new FieldSchema("", form.Schema, false), "", posted);

    /// <summary>The same without rows in which nothing stands.</summary>
    public static JsonObject WithoutEmptyRows(Form form, JsonObject data)
    {
        var kept = data.DeepClone().AsObject();
        foreach (var field in new FieldSchema("", form.Schema, false).Fields.Where(f => f.IsRows))
            if (kept[field.Name] is JsonArray rows)
                kept[field.Name] = new JsonArray([
                    .. rows.Where(r => r is JsonObject { Count: > 0 }).Select(r => r!.DeepClone()),
                ]);
        return kept;
    }

    /// <summary>Puts the values of fields that are only shown back where the page shows them.</summary>
    public static void RestoreReadOnly(Form form, JsonObject data, JsonObject known)
    {
        foreach (var field in new FieldSchema("", form.Schema, false).Fields.Where(f => f.IsReadOnly))
            data[field.Name] = known[field.Name]?.DeepClone();
    }

    private static JsonObject ReadObject(FieldSchema schema, string path, IFormCollection posted)
    {
        var data = new JsonObject();
        foreach (var field in schema.Fields.Where(f => !f.IsReadOnly))
            if (ReadField(field, $"{path}/{field.Name}", posted) is { } value)
                data[field.Name] = value;
        return data;
    }

    private static JsonNode? ReadField(FieldSchema field, string path, IFormCollection posted)
    {
        if (field.IsRows)
            return ReadRows(field.Items!, path, posted);
        if (field.IsChoices)
            return new JsonArray([
                .. posted[path].Where(v => !string.IsNullOrEmpty(v)).Select(v => JsonValue.Create(v)),
            ]);
        if (field.Type == "object")
            return ReadObject(field, path, posted);
        return Value(field, posted[path].LastOrDefault()?.Trim());
    }

    private static JsonArray ReadRows(FieldSchema row, string path, IFormCollection posted)
    {
        var rows = new JsonArray();
        foreach (var index in RowNumbers(path, posted))
            rows.Add(ReadObject(row, $"{path}/{index}", posted));
        return rows;
    }

    private static IEnumerable<int> RowNumbers(string path, IFormCollection posted) =>
        posted
            .Keys.Where(k => k.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(k => k[(path.Length + 1)..].Split('/')[0])
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : -1)
            .Where(i => i >= 0)
            .Distinct()
            .Order();

    private static JsonNode? Value(FieldSchema field, string? typed)
    {
        if (field.Type == "boolean")
            return JsonValue.Create(typed is "true" or "on");
        if (string.IsNullOrEmpty(typed))
            return null;
        return field.IsNumber && decimal.TryParse(typed, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(typed.ReplaceLineEndings("\n"));
    }
}
