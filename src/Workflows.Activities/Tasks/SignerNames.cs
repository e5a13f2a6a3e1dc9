using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Activities.Tasks;

/// <summary>The signers that a definition lists, or an expression yields.</summary>
internal static class SignerNames
{
    /// <summary>Understands a list of sign-in names, the same as JSON text, and names with commas between them. A name that
    /// is there twice signs once.</summary>
    /// <exception cref="FormatException">The value is none of these.</exception>
    public static IReadOnlyList<string> Read(object? value) =>
        value switch
        {
            null => [],
            string text when text.TrimStart().StartsWith('[') => Read(JsonNode.Parse(text)),
            string text =>
            [
                .. text.Split(
                        [',', '，', ';', '\n'],
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                    .Distinct(),
            ],
            JsonArray list => [.. list.Select(NameOf).Where(n => n.Length > 0).Distinct()],
            JsonNode => throw new FormatException($"Not a list of sign-in names: {value}."),
            _ => Read(JsonSerializer.SerializeToNode(value)),
        };

    private static string NameOf(JsonNode? node) =>
        node is JsonValue name && name.GetValueKind() == JsonValueKind.String
            ? name.GetValue<string>().Trim()
            : throw new FormatException($"Not a sign-in name: {node?.ToJsonString()}.");
}
