using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.FlowAudit;
using Workflows.Host.SignIn;

namespace Workflows.Host.Studio.Audit;

/// <summary>Records every request to Studio's API that did something, once it has succeeded. Works alike in front of either
/// engine: it reads requests and replies, not the engine.</summary>
internal sealed class FlowActRecorder(RequestDelegate next)
{
    private const string Root = "/elsa/api/";
    private static readonly string[] NamesOfIds =
    [
        "definitionIds",
        "ids",
        "workflowInstanceIds",
        "instanceIds",
        "definitionId",
        "id",
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (
            !path.StartsWith(Root, StringComparison.OrdinalIgnoreCase)
            || FlowActRules.Find(context.Request.Method, path[Root.Length..].TrimEnd('/')) is not { } call
        )
        {
            await next(context);
            return;
        }
        context.Request.EnableBuffering();
        var reply = await RunAsync(context);
        if (
            context.Response.StatusCode < 400
            && context.RequestServices.GetRequiredService<CurrentPerson>().Find() is not null
        )
            await RecordAsync(context, Notes(call, await ReadRequestAsync(context.Request), reply));
    }

    // The reply says what a saved flow is called and which version it is. It goes out before the act is recorded, so that
    // recording never turns what has succeeded into an error.
    private async Task<JsonNode?> RunAsync(HttpContext context)
    {
        var client = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = client;
            copy.Position = 0;
            await copy.CopyToAsync(client, context.RequestAborted);
        }
        return Parse(copy);
    }

    private static async Task<JsonNode?> ReadRequestAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return null;
        request.Body.Position = 0;
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return Parse(copy);
    }

    private static JsonNode? Parse(MemoryStream json)
    {
        try
        {
            return json.Length == 0 ? null : JsonNode.Parse(json.ToArray());
        }
        catch (JsonException)
        {
            // A zip, a text: nothing to learn from it.
            return null;
        }
    }

    private static List<FlowActNote> Notes(FlowActCall call, JsonNode? request, JsonNode? reply)
    {
        var act =
            call.Act == RecordFlowActs.Saved && request?["publish"]?.GetValueKind() == JsonValueKind.True
                ? "published"
                : call.Act;
        if (
            Definition(reply) is { } definition
            && (call.Id is null || call.Act is "published" or "retracted" or "reverted")
        )
            return
            [
                new(act, Text(definition, "definitionId"), Text(definition, "name"), Number(definition, "version")),
            ];
        if (call.Id is { } id)
            return [new(act, id, "", call.Version)];
        var ids = Ids(request);
        return ids.Count == 0 ? [new(act, "")] : ids.ConvertAll(one => new FlowActNote(act, one));
    }

    private static JsonObject? Definition(JsonNode? reply)
    {
        var inner = (reply as JsonObject)?["workflowDefinition"] as JsonObject ?? reply as JsonObject;
        return inner?["definitionId"] is JsonValue ? inner : null;
    }

    private static List<string> Ids(JsonNode? request)
    {
        if (request is not JsonObject body)
            return [];
        var named = NamesOfIds.Select(name => body[name]).FirstOrDefault(value => value is not null);
        return named is JsonArray many ? [.. many.Select(one => one?.ToString() ?? "")]
            : named is null ? []
            : [named.ToString()];
    }

    private static string Text(JsonObject from, string name) => from[name]?.ToString() ?? "";

    private static int? Number(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    // A scope of its own: what the request has read and tracked is no concern of this.
    private static async Task RecordAsync(HttpContext context, List<FlowActNote> notes)
    {
        var actor = context.RequestServices.GetRequiredService<CurrentPerson>().Actor(Channel.Api);
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecordFlowActs>().RunAsync(notes, actor, CancellationToken.None);
    }
}
