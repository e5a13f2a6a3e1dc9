using System.Text.Json.Nodes;

namespace Workflows.Cases.Forms;

/// <summary>Which fields count, and which must be filled in, goes by what others say: <c>if</c>/<c>then</c>/<c>else</c> (alone
/// or several in <c>allOf</c>) and <c>dependentRequired</c> of JSON Schema, and the hint <c>x-show-when</c>.</summary>
public static class FieldRules
{
    /// <summary>Each field that is required under a condition, with the condition.</summary>
    public static IEnumerable<(string Field, FieldCondition When)> RequiredWhen(JsonObject schema)
    {
        foreach (var rule in IfsOf(schema))
        {
            if (rule["if"] is not JsonObject asked)
                continue;
            var when = FieldCondition.IfOf(asked);
            foreach (var field in RequiredIn(rule, "then"))
                yield return (field, when);
            foreach (var field in RequiredIn(rule, "else"))
                yield return (field, when with { IsNot = true });
        }
        foreach (var (given, fields) in schema["dependentRequired"] as JsonObject ?? [])
        foreach (var field in (fields as JsonArray ?? []).OfType<JsonValue>())
            yield return (field.ToString(), new FieldCondition([new FieldTerm(given, [], false)]));
    }

    /// <summary>What must be filled in, now that the other fields say what they say.</summary>
    internal static IEnumerable<string> RequiredNow(JsonObject schema, JsonObject fields) =>
        FormSchema
            .RequiredOf(schema)
            .Concat(RequiredWhen(schema).Where(r => r.When.Holds(fields)).Select(r => r.Field))
            .Distinct()
            .Where(name => IsShown(schema, name, fields));

    /// <summary>Takes out what is not asked for: what was typed before the field was hidden does not count.</summary>
    internal static void RemoveHidden(JsonObject schema, JsonObject fields)
    {
        // What hangs on a field that goes, goes too.
        while (fields.Select(f => f.Key).FirstOrDefault(name => !IsShown(schema, name, fields)) is { } hidden)
            fields.Remove(hidden);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            if (property?["items"] is JsonObject items && fields[name] is JsonArray rows)
                foreach (var row in rows.OfType<JsonObject>())
                    RemoveHidden(items, row);
    }

    internal static IEnumerable<JsonObject> IfsOf(JsonObject schema) =>
        (schema["allOf"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Prepend(schema)
            .Where(s => s.ContainsKey("if") || s.ContainsKey("then") || s.ContainsKey("else"));

    private static bool IsShown(JsonObject schema, string name, JsonObject fields) =>
        schema["properties"]?[name] is not JsonObject field || FieldCondition.ShowOf(field)?.Holds(fields) != false;

    private static IEnumerable<string> RequiredIn(JsonObject rule, string branch) =>
        rule[branch] is JsonObject then ? FormSchema.RequiredOf(then) : [];
}
