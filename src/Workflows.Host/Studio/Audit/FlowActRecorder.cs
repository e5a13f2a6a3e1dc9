using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.FlowAudit;
using Workflows.Host.SignIn;

namespace Workflows.Host.Studio.Audit;

/// <summary>Knows every request to Studio's API that does something. What is done to flows <see cref="FlowActNotices"/> records
/// with it; the rest, what is done to runs, is recorded here once it has succeeded. Works alike in front of either engine: it
/// reads requests, not the engine.</summary>
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
        call.BecomeThatOf(context);
        if (call.IsEdit)
        {
            await next(context);
            return;
        }
        context.Request.EnableBuffering();
        await next(context);
        if (
            context.Response.StatusCode < 400
            && !call.IsRecorded
            && context.RequestServices.GetRequiredService<CurrentPerson>().Find() is not null
        )
            await RecordAsync(context, Notes(call, await ReadRequestAsync(context.Request)));
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

    private static List<FlowActNote> Notes(FlowActCall call, JsonNode? request)
    {
        if (call.Id is { } id)
            return [new(call.Act, id)];
        var ids = Ids(request);
        return ids.Count == 0 ? [new(call.Act, "")] : ids.ConvertAll(one => new FlowActNote(call.Act, one));
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

    // A scope of its own: what the request has read and tracked is no concern of this.
    private static async Task RecordAsync(HttpContext context, List<FlowActNote> notes)
    {
        var actor = context.RequestServices.GetRequiredService<CurrentPerson>().Actor(Channel.Api);
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecordFlowActs>().RunAsync(notes, actor, CancellationToken.None);
    }
}
