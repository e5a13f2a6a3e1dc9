using System.Text.Json.Nodes;

namespace Workflows.Cases.Forms;

/// <summary>What is wrong with the conditions of a form: a condition that names a field or a value that is not there would
/// never hold, and nobody would notice.</summary>
internal static class RuleFaults
{
    private static readonly HashSet<string> IfWords = ["properties", "required"];
    private static readonly HashSet<string> RuleWords = ["if", "then", "else", "$comment"];
    private static readonly string[] Branches = ["then", "else"];
    private static readonly HashSet<string> ValueWords = ["const", "enum", "contains"];

    public static IEnumerable<string> Of(JsonObject schema)
    {
        var fields = schema["properties"] as JsonObject ?? [];
        foreach (var fault in OfRules(schema, fields))
            yield return fault;
        foreach (var (given, required) in schema["dependentRequired"] as JsonObject ?? [])
        foreach (var fault in Unknown(fields, $".dependentRequired.{given}", Names(required).Prepend(given)))
            yield return fault;
        foreach (var (name, field) in fields)
            if (field is JsonObject shown && shown.ContainsKey("x-show-when"))
                foreach (var fault in OfShown(schema, fields, name, shown))
                    yield return fault;
    }

    private static IEnumerable<string> OfRules(JsonObject schema, JsonObject fields)
    {
        foreach (var part in schema["allOf"] as JsonArray ?? [])
        foreach (var word in part is JsonObject rule ? rule.Select(w => w.Key) : ["?"])
            if (!RuleWords.Contains(word))
                yield return $".allOf: {word} is not supported there; only if, then and else are.";
        foreach (var rule in FieldRules.IfsOf(schema))
        {
            if (rule["if"] is not JsonObject asked || rule["then"] is null && rule["else"] is null)
                yield return ".if: needs then or else beside it, and they need it.";
            else
                foreach (var fault in OfIf(asked, fields))
                    yield return fault;
            foreach (var branch in Branches.Where(b => rule[b] is not null))
            foreach (var fault in OfBranch(rule[branch]!, branch, fields))
                yield return fault;
        }
    }

    private static IEnumerable<string> OfIf(JsonObject asked, JsonObject fields)
    {
        foreach (var word in asked.Select(w => w.Key).Where(w => !IfWords.Contains(w)))
            yield return $".if.{word}: is not supported; only properties and required are.";
        foreach (var fault in Unknown(fields, ".if.required", FormSchema.RequiredOf(asked)))
            yield return fault;
        foreach (var (name, value) in asked["properties"] as JsonObject ?? [])
        {
            if (value is not JsonObject { Count: 1 } wanted || !ValueWords.Contains(wanted.First().Key))
                yield return $".if.properties.{name}: must be const, enum or contains.";
            foreach (var fault in OfTerm(fields, ".if.properties", name))
                yield return fault;
        }
        foreach (
            var fault in FieldCondition.IfOf(asked).Terms.SelectMany(t => NoSuchValue(fields, ".if.properties", t))
        )
            yield return fault;
    }

    private static IEnumerable<string> OfBranch(JsonNode branch, string name, JsonObject fields)
    {
        if (branch is not JsonObject { Count: 1 } rule || rule["required"] is not JsonArray required)
            yield return $".{name}: must be {{\"required\":[…]}}.";
        else
            foreach (var fault in Unknown(fields, $".{name}.required", Names(required)))
                yield return fault;
    }

    private static IEnumerable<string> OfShown(JsonObject schema, JsonObject fields, string name, JsonObject field)
    {
        var place = $".properties.{name}.x-show-when";
        if (field["x-show-when"] is not JsonObject { Count: > 0 })
        {
            yield return $"{place}: must name at least one field and its values.";
            yield break;
        }
        foreach (var term in FieldCondition.ShowOf(field)!.Terms)
        {
            if (term.Field == name)
                yield return $"{place}: a field cannot be shown by what it says itself.";
            if (term.Values.Count == 0)
                yield return $"{place}.{term.Field}: names no value.";
            foreach (var fault in OfTerm(fields, place, term.Field).Concat(NoSuchValue(fields, place, term)))
                yield return fault;
        }
        // Other readers of the schema do not know the hint and would ask for what is not shown.
        if (FormSchema.RequiredOf(schema).Contains(name))
            yield return $".required: \"{name}\" is not always shown; require it in if and then.";
    }

    private static IEnumerable<string> OfTerm(JsonObject fields, string place, string name)
    {
        foreach (var fault in Unknown(fields, place, [name]))
            yield return fault;
        if (fields[name] is JsonObject field && FormSchema.Word(field, "x-widget") == "readonly")
            yield return $"{place}: \"{name}\" is only shown in this form, nobody fills it in.";
    }

    private static IEnumerable<string> NoSuchValue(JsonObject fields, string place, FieldTerm term)
    {
        var field = fields[term.Field] as JsonObject;
        if ((field?["enum"] ?? field?["items"]?["enum"]) is not JsonArray known)
            return [];
        return term
            .Values.Where(v => !known.Any(k => JsonNode.DeepEquals(k, v)))
            .Select(v => $"{place}.{term.Field}: there is no value {v.ToJsonString()}.");
    }

    private static IEnumerable<string> Unknown(JsonObject fields, string place, IEnumerable<string> names) =>
        names.Where(n => !fields.ContainsKey(n)).Select(n => $"{place}: there is no property \"{n}\".");

    private static IEnumerable<string> Names(JsonNode? list) =>
        (list as JsonArray ?? []).Select(n => n?.ToString() ?? "");
}
