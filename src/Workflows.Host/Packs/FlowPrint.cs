using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;

namespace Workflows.Host.Packs;

/// <summary>A short print of what a flow does and looks like, by which an edited one is told from an imported one.</summary>
internal static class FlowPrint
{
    /// <summary>The print of a root activity's JSON, whatever its spacing and order of members.</summary>
    public static string Of(string? root)
    {
        var text = Sorted(JsonNode.Parse(root ?? "null"))?.ToJsonString() ?? "null";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Notes in the definition that it came from a pack and as what. It stands where Elsa keeps who provided a
    /// definition, so that the definition itself comes back from the store as it was written.</summary>
    public static void Mark(WorkflowDefinition imported, string print) => imported.ProviderName = MarkOf(print);

    /// <summary>Whether nobody has changed the definition since it was imported.</summary>
    public static bool IsAsImported(WorkflowDefinition stored) => stored.ProviderName == MarkOf(Of(stored.StringData));

    private static string MarkOf(string print) => $"pack {print}";

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(m => m.Key, StringComparer.Ordinal)
                    .Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
