using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.FlowAudit;
using Workflows.Host.SignIn;

namespace Workflows.Host.Studio.Audit;

/// <summary>Knows every request to Studio's API that does something. What is done to flows <see cref="FlowActNotices"/> records
/// with it; the rest, what is done to runs, is recorded here before it is done, so that nothing is done unrecorded, and the
/// record withdrawn when it was refused. Works alike in front of either engine: it reads requests, not the engine.</summary>
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
        if (call.IsEdit || context.RequestServices.GetRequiredService<CurrentPerson>().Find() is null)
            await next(context);
        else
            await RecordAndDoAsync(context, call);
    }

    private async Task RecordAndDoAsync(HttpContext context, FlowActCall call)
    {
        context.Request.EnableBuffering();
        var notes = Notes(call, await ReadRequestAsync(context.Request));
        var actor = context.RequestServices.GetRequiredService<CurrentPerson>().Actor(Channel.Api);
        var recorded = await InScopeAsync(context, record => record.AddAsync(notes, actor, CancellationToken.None));
        var isDone = false;
        try
        {
            await next(context);
            isDone = context.Response.StatusCode < 400;
        }
        finally
        {
            if (!isDone)
                await InScopeAsync(context, record => record.WithdrawAsync(recorded, CancellationToken.None));
        }
    }

    private static async Task<JsonNode?> ReadRequestAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return null;
        using var copy = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(copy);
        }
        catch (BadHttpRequestException)
        {
            // Too large: whoever does the act refuses it.
            return null;
        }
        request.Body.Position = 0;
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

    // A scope of its own: what the request reads and tracks is no concern of this.
    private static async Task<T> InScopeAsync<T>(HttpContext context, Func<RecordFlowActs, Task<T>> act)
    {
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<RecordFlowActs>());
    }
}
