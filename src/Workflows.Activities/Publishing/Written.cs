using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Models;

namespace Workflows.Activities.Publishing;

/// <summary>What an input says before anything runs.</summary>
internal static class Written
{
    /// <summary>Whether anything was entered at all, be it an expression.</summary>
    public static bool IsGiven(Input? input) =>
        input?.Expression?.Value switch
        {
            null => false,
            string text => text.Trim() is not ("" or "[]"),
            _ => true,
        };

    /// <summary>The text that stands there whatever happens; null where only running it tells, and where nothing does.</summary>
    public static string? Text(Input? input) =>
        input?.Expression is not { Value: string written } expression ? null
        : expression.Type is "Literal" or "Object" ? written.Trim()
        : expression.Type == "JavaScript" ? Constant(written)
        : null;

    // A script of nothing but "gm" or ["hr"] is no less known.
    private static string? Constant(string script)
    {
        try
        {
            return JsonNode.Parse(script) switch
            {
                JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
                { } other => other.ToJsonString(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
