using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Cases.Forms;

/// <summary>The subset of JSON Schema 2020-12 that forms may use. A word outside it is refused when the pack is read: it
/// would otherwise promise a check that nobody makes.</summary>
internal static class FormSchema
{
    private static readonly HashSet<string> Words =
    [
        .. "$schema $id $comment title description default examples type enum const properties required".Split(' '),
        .. "additionalProperties items minItems maxItems uniqueItems minLength maxLength pattern format".Split(' '),
        .. "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf".Split(' '),
        .. "if then else allOf dependentRequired x-show-when".Split(' '),
        .. "x-title x-help x-enumTitles x-widget x-options x-order x-uniqueBy x-differsFrom x-notBefore x-within x-valueOf x-public x-shows".Split(
            ' '
        ),
    ];
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean"];
    private static readonly string[] Formats = ["date", "date-time", "email"];

    /// <summary>Everything wrong with a form's schema, each with its path.</summary>
    public static IEnumerable<string> Faults(JsonObject schema) =>
        Word(schema, "type") == "object" && schema["properties"] is JsonObject
            ? Of(schema, "$")
            : ["$: a form is {\"type\":\"object\",\"properties\":{…}}."];

    internal static string? Word(JsonObject schema, string name) =>
        schema[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<string> Of(JsonObject schema, string path) =>
        Own(schema).Select(fault => $"{path}{fault}").Concat(Children(schema).SelectMany(c => OfChild(c, path)));

    private static IEnumerable<string> OfChild((string Name, JsonNode? Value) child, string path) =>
        child.Value is JsonObject schema
            ? Of(schema, $"{path}.{child.Name}")
            : [$"{path}.{child.Name}: must be a schema, an object."];

    private static IEnumerable<(string Name, JsonNode? Value)> Children(JsonObject schema)
    {
        foreach (var (name, value) in schema["properties"] as JsonObject ?? [])
            yield return ($"properties.{name}", value);
        if (schema.TryGetPropertyValue("items", out var items))
            yield return ("items", items);
    }

    private static IEnumerable<string> Own(JsonObject schema)
    {
        foreach (var (word, _) in schema)
            if (!Words.Contains(word))
                yield return $".{word}: is not supported in forms.";
        if (Word(schema, "type") is not { } type || !Types.Contains(type))
            yield return $".type: must be one of {string.Join(", ", Types)}.";
        if (schema.ContainsKey("format") && !Formats.Contains(Word(schema, "format")))
            yield return $".format: must be one of {string.Join(", ", Formats)}.";
        if (schema.ContainsKey("pattern") && !IsPattern(Word(schema, "pattern")))
            yield return ".pattern: is no regular expression.";
        if (
            schema["additionalProperties"] is { } rest
            && rest.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)
        )
            yield return ".additionalProperties: must be true or false.";
        foreach (var name in RequiredOf(schema).Where(n => (schema["properties"] as JsonObject)?[n] is null))
            yield return $".required: there is no property \"{name}\".";
        foreach (var fault in RuleFaults.Of(schema))
            yield return fault;
        foreach (var word in Numbers.Where(w => schema[w] is { } n && n.GetValueKind() != JsonValueKind.Number))
            yield return $".{word}: must be a number.";
    }

    private static readonly string[] Numbers =
    [
        .. "minItems maxItems minLength maxLength minimum maximum".Split(' '),
        .. "exclusiveMinimum exclusiveMaximum multipleOf".Split(' '),
    ];

    internal static IEnumerable<string> RequiredOf(JsonObject schema) =>
        (schema["required"] as JsonArray)?.Select(n => n?.ToString() ?? "") ?? [];

    private static bool IsPattern(string? text)
    {
        try
        {
            return text is not null && new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(1)) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
