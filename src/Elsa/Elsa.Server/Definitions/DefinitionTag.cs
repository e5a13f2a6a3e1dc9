using System.Net;
using System.Security.Cryptography;
using System.Text;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.AspNetCore.Http;

namespace Workflows.Engine;

/// <summary>
/// Tells whether what an author opened is still what is stored: the entity tag of a definition's content. Publishing does
/// not change it, for the author's text stays the same. Studio knows no tags; the page around it sends them back.
/// </summary>
internal static class DefinitionTag
{
    /// <summary>Lets the caller recognise this content later.</summary>
    public static void Mark(HttpResponse response, IApiSerializer json, WorkflowDefinition definition) =>
        response.Headers.ETag = Of(json, definition);

    /// <summary>Null when the caller does not ask for a certain content.</summary>
    public static string? Expected(HttpRequest request) =>
        request.Headers.IfMatch.ToString() is { Length: > 0 } tag and not "*" ? tag : null;

    /// <exception cref="ElsaRefusedException">The content is another than the caller saw.</exception>
    public static void Require(string expected, IApiSerializer json, WorkflowDefinition stored)
    {
        if (Of(json, stored) != expected)
            throw new ElsaRefusedException(HttpStatusCode.PreconditionFailed, EngineTexts.Say("changedElsewhere"));
    }

    private static string Of(IApiSerializer json, WorkflowDefinition definition)
    {
        var content = string.Join(
            '\n',
            definition.Name,
            definition.Description,
            Parts(json, definition),
            definition.StringData
        );
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32]}\"";
    }

    // As it is read back: what came from Studio lacks what reading fills in.
    private static string Parts(IApiSerializer json, WorkflowDefinition definition)
    {
        var stored = new WorkflowDefinition();
        json.Deserialize<DefinitionParts>(json.Serialize(DefinitionParts.Of(definition))).ApplyTo(stored);
        return json.Serialize(DefinitionParts.Of(stored));
    }
}
