using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Activities.Tasks;

/// <summary>A department that must answer; by when, and in which step of the pack, if it has one of its own.</summary>
internal sealed record AskedDepartment(string Department, string? Due, string? Step = null)
{
    /// <summary>Understands a list of keys, a list of <c>{department, due, step}</c>, either as JSON text, and keys with commas
    /// between them. A department named twice is asked once.</summary>
    /// <exception cref="FormatException">The value is none of these.</exception>
    public static IReadOnlyList<AskedDepartment> Read(object? value) =>
        value switch
        {
            null => [],
            string text when text.TrimStart().StartsWith('[') => Read(JsonNode.Parse(text)),
            string text => Distinct(
                text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(key => new AskedDepartment(key, null))
            ),
            JsonArray list => Distinct(list.Select(One)),
            JsonNode => throw Unreadable(value),
            _ => Read(JsonSerializer.SerializeToNode(value)),
        };

    private static AskedDepartment One(JsonNode? node) =>
        node switch
        {
            JsonValue key when key.GetValueKind() == JsonValueKind.String => new(key.GetValue<string>(), null),
            JsonObject row when row["department"] is JsonValue key => new(
                key.ToString(),
                Text(row, "due"),
                Text(row, "step")
            ),
            _ => throw Unreadable(node?.ToJsonString()),
        };

    private static string? Text(JsonObject row, string name) =>
        row[name]?.ToString() is { Length: > 0 } text ? text : null;

    private static List<AskedDepartment> Distinct(IEnumerable<AskedDepartment> all) =>
        [.. all.DistinctBy(one => one.Department)];

    private static FormatException Unreadable(object? value) =>
        new($"Not a list of departments: {value}. Expected keys, or objects with department and due.");
}
