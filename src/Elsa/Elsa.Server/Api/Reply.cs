using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Answers as Elsa gives them.</summary>
internal static class Reply
{
    private static readonly JsonSerializerOptions Nodes = new() { Encoder = ElsaJson.Plain.Encoder, MaxDepth = 512 };

    public static IResult Json(JsonNode node, int status = 200) =>
        Results.Text(node.ToJsonString(Nodes), "application/json", statusCode: status);

    /// <summary>A plain answer: names in camel case, nothing that is null.</summary>
    public static IResult Json(object value, int status = 200) =>
        Results.Json(value, ElsaJson.Plain, statusCode: status);

    public static IResult List<T>(IReadOnlyCollection<T> items) => Json(new { items, count = items.Count });

    /// <summary>An answer with the engine's own types in it.</summary>
    public static IResult Engine(IServiceProvider services, object value) =>
        Results.Json(value, services.GetRequiredService<IApiSerializer>().GetOptions());

    public static IResult Problem(int status, IReadOnlyDictionary<string, string[]> errors) =>
        Results.Json(
            new
            {
                statusCode = status,
                message = "One or more errors occurred!",
                errors,
            },
            ElsaJson.Plain,
            "application/problem+json",
            status
        );

    public static IResult Problem(int status, string message) =>
        Problem(status, new Dictionary<string, string[]> { ["generalErrors"] = [message] });
}
