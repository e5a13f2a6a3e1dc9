using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Cases.Forms;

/// <summary>Something that other fields of the same form, or of the same row, must say; all of <see cref="Terms"/> at once.</summary>
/// <param name="IsNot">Holds when the terms do not: an <c>else</c>.</param>
public sealed record FieldCondition(IReadOnlyList<FieldTerm> Terms, bool IsNot = false)
{
    public bool Holds(JsonObject fields) => Terms.All(t => t.Holds(fields[t.Field])) != IsNot;

    /// <summary>When a field is shown (hint <c>x-show-when</c>); null for always.</summary>
    public static FieldCondition? ShowOf(JsonObject field) =>
        field["x-show-when"] is JsonObject wanted ? Of(wanted) : null;

    /// <summary>Fields, each with the value or the values of which it must have one.</summary>
    internal static FieldCondition Of(JsonObject wanted) =>
        new([.. wanted.Select(w => new FieldTerm(w.Key, Values(w.Value), BlankHolds: Values(w.Value).Any(IsFalse)))]);

    /// <summary>What an <c>if</c> asks, as JSON Schema reads it: a value that is not there is as good as a right one, unless it
    /// is <c>required</c>.</summary>
    public static FieldCondition IfOf(JsonObject asked)
    {
        var required = FormSchema.RequiredOf(asked).ToHashSet();
        var values = asked["properties"] as JsonObject ?? [];
        var terms = values.Select(p => new FieldTerm(p.Key, Values(p.Value), BlankHolds: !required.Contains(p.Key)));
        var filled = required.Where(name => !values.ContainsKey(name)).Select(name => new FieldTerm(name, [], false));
        return new FieldCondition([.. terms, .. filled]);
    }

    // "x", ["x", "y"], {"const": "x"}, {"enum": ["x", "y"]} and {"contains": {"const": "x"}}.
    private static IReadOnlyList<JsonNode> Values(JsonNode? wanted) =>
        wanted switch
        {
            JsonArray many => [.. many.OfType<JsonNode>()],
            JsonObject one => Values(one["const"] ?? one["enum"] ?? one["contains"]),
            null => [],
            _ => [wanted],
        };

    private static bool IsFalse(JsonNode value) => value.GetValueKind() == JsonValueKind.False;
}

/// <summary>What one field must say.</summary>
/// <param name="Values">One of these; with none of them, anything at all. A list of choices must have one of them.</param>
/// <param name="BlankHolds">Whether an empty field will do: a box that nobody ticked says no.</param>
public sealed record FieldTerm(string Field, IReadOnlyList<JsonNode> Values, bool BlankHolds)
{
    public bool Holds(JsonNode? value)
    {
        if (FormValidator.IsBlank(value) || value is JsonArray { Count: 0 })
            return BlankHolds;
        var said = value is JsonArray many ? many : [value!.DeepClone()];
        return Values.Count == 0 || said.Any(s => s is not null && Values.Any(v => Same(v, s)));
    }

    private static bool Same(JsonNode one, JsonNode other) =>
        one is JsonValue a
        && a.TryGetValue<decimal>(out var x)
        && other is JsonValue b
        && b.TryGetValue<decimal>(out var y)
            ? x == y
            : JsonNode.DeepEquals(one, other);
}
