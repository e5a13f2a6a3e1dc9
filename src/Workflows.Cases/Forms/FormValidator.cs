using System.Text.Json.Nodes;

namespace Workflows.Cases.Forms;

/// <summary>Checks what was filled in against a form's schema, on the server, for every way in. Blank texts and null count
/// as not filled in.</summary>
public sealed class FormValidator
{
    /// <summary>All errors, by field; empty when everything is right.</summary>
    public IReadOnlyList<FieldError> Errors(Form form, JsonObject data)
    {
        var errors = new List<FieldError>();
        Check(form.Schema, data, "", errors);
        return errors;
    }

    private static void Check(JsonObject schema, JsonNode value, string path, List<FieldError> errors)
    {
        if (ScalarCheck.WrongType(schema, value) is { } code)
            errors.Add(new FieldError(path, code));
        else if (value is JsonObject fields)
            CheckObject(schema, fields, path, errors);
        else if (value is JsonArray list)
            CheckList(schema, list, path, errors);
        else
            errors.AddRange(ScalarCheck.Errors(schema, value.AsValue(), path));
    }

    private static void CheckObject(JsonObject schema, JsonObject fields, string path, List<FieldError> errors)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in FieldRules.RequiredNow(schema, fields).Where(n => IsBlank(fields[n])))
            errors.Add(new FieldError($"{path}/{Escape(name)}", "field.required"));
        foreach (var (name, value) in fields)
            if (properties[name] is JsonObject known)
            {
                if (!IsBlank(value))
                    Check(known, value!, $"{path}/{Escape(name)}", errors);
            }
            else if (schema["additionalProperties"]?.GetValue<bool>() == false)
                errors.Add(new FieldError($"{path}/{Escape(name)}", "field.unknown"));
    }

    private static void CheckList(JsonObject schema, JsonArray list, string path, List<FieldError> errors)
    {
        if (Whole(schema, "minItems") is { } least && list.Count < least)
            errors.Add(new FieldError(path, "field.tooFewItems", least));
        if (Whole(schema, "maxItems") is { } most && list.Count > most)
            errors.Add(new FieldError(path, "field.tooManyItems", most));
        if (schema["uniqueItems"]?.GetValue<bool>() == true)
            errors.AddRange(Twice(list, path));
        if (schema["items"] is not JsonObject items)
            return;
        for (var i = 0; i < list.Count; i++)
            if (IsBlank(list[i]))
                errors.Add(new FieldError($"{path}/{i}", "field.required"));
            else
                Check(items, list[i]!, $"{path}/{i}", errors);
    }

    private static IEnumerable<FieldError> Twice(JsonArray list, string path) =>
        Enumerable
            .Range(0, list.Count)
            .Where(i => list.Take(i).Any(earlier => JsonNode.DeepEquals(earlier, list[i])))
            .Select(i => new FieldError($"{path}/{i}", "field.twice"));

    internal static bool IsBlank(JsonNode? value) =>
        value is null || value is JsonValue v && v.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text);

    internal static int? Whole(JsonObject schema, string word) =>
        schema[word] is JsonValue number && number.TryGetValue<int>(out var whole) ? whole : null;

    /// <summary>A name as it stands in a JSON pointer.</summary>
    internal static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");
}
