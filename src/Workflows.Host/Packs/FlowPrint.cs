using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;

namespace Workflows.Host.Packs;

/// <summary>A short print of what a flow does and looks like, by which an edited one is told from an imported one.</summary>
internal static class FlowPrint
{
    private const string Note = "importedAs";

    /// <summary>The print of a root activity's JSON, whatever its spacing and order of members.</summary>
    public static string Of(string? root)
    {
        var text = Sorted(JsonNode.Parse(root ?? "null"))?.ToJsonString() ?? "null";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Notes in the definition as what it is imported; Studio carries the note along when it saves.</summary>
    public static void Mark(WorkflowDefinitionModel model, string print)
    {
        model.CustomProperties ??= new Dictionary<string, object>();
        model.CustomProperties[Note] = print;
    }

    /// <summary>Whether nobody has changed the definition since it was imported.</summary>
    public static bool IsAsImported(WorkflowDefinition stored) =>
        stored.CustomProperties.TryGetValue(Note, out var print) && print.ToString() == Of(stored.StringData);

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
