using System.Text.Json;
using Elsa.Http;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Serves the paths that flows answer to.</summary>
public static class HttpFlows
{
    public const string Prefix = "/workflows";

    /// <summary>
    /// Maps everything below <c>/workflows</c>. Each flow's author says who may ask: by default anybody, as in Elsa.
    /// </summary>
    public static IEndpointConventionBuilder MapElsaHttp(this IEndpointRouteBuilder routes) =>
        routes
            .Map($"{Prefix}/{{**path}}", ServeAsync)
            .AddEndpointFilter<RefusalFilter>()
            .ExcludeFromDescription()
            .AllowAnonymous()
            .DisableAntiforgery();

    private static async Task<IResult> ServeAsync(HttpContext http, CancellationToken stop)
    {
        var services = http.RequestServices;
        await services.GetRequiredService<RuntimeState>().RequireRunningAsync(stop);
        var finder = services.GetRequiredService<HttpFlowFinder>();
        var found = await finder.FindAsync(http.Request, stop);
        if (found is null)
            return Results.NotFound();
        if (found.IsAmbiguous)
            return Reply.Problem(409, "More than one flow answers to this path.");
        if (await RefusalAsync(http, found.Payload) is { } refusal)
            return refusal;
        var requests = services.GetRequiredService<HttpRequests>();
        var form = http.Request.HasFormContentType ? await FormAsync(http.Request, stop) : null;
        var body = form is null ? await Body.ReadLimitedAsync(http.Request.Body, stop) : [];
        // Whether it can be read is known before anything starts.
        _ = form is null ? Content.Parse(body, http.Request.ContentType, typeof(object)) : null;
        requests.Begin(http, found.RouteData, body, form);
        var ran = await RunAsync(services, found, http.Request, stop);
        if (requests.Reply is { } reply)
            return new Written(reply);
        return ran == WorkflowSubStatus.Faulted
            ? Reply.Problem(500, "The flow that answers to this path has failed.")
            : Results.Ok();
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken stop)
    {
        try
        {
            return await request.ReadFormAsync(stop);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw ElsaRefusedException.Bad($"The form cannot be read: {e.Message}");
        }
    }

    private static async Task<IResult?> RefusalAsync(HttpContext http, HttpEndpointBookmarkPayload endpoint)
    {
        if (endpoint.Authorize != true)
            return null;
        if (http.User.Identity?.IsAuthenticated != true)
            return Results.StatusCode(401);
        if (endpoint.Policy is not { } policy)
            return null;
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        var provider = http.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>();
        // A policy that is not there lets nobody through.
        var isKnown = await provider.GetPolicyAsync(policy) is not null;
        return isKnown && (await authorization.AuthorizeAsync(http.User, null, policy)).Succeeded
            ? null
            : Results.StatusCode(403);
    }

    private static async Task<WorkflowSubStatus> RunAsync(
        IServiceProvider services,
        HttpFlow flow,
        HttpRequest request,
        CancellationToken stop
    )
    {
        var runtime = services.GetRequiredService<IWorkflowRuntime>();
        if (flow.InstanceId is { } instance)
        {
            var existing = await runtime.CreateClientAsync(instance, stop);
            var run = new RunWorkflowInstanceRequest { BookmarkId = flow.BookmarkId };
            return (await existing.RunInstanceAsync(run, stop)).SubStatus;
        }
        var start = new StartWorkflowRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(flow.DefinitionVersionId!),
            CorrelationId = HttpFlowFinder.CorrelationId(request),
            TriggerActivityId = flow.ActivityId,
        };
        var started = await services.GetRequiredService<IWorkflowStarter>().StartWorkflowAsync(start, stop);
        return started.CannotStart
            ? throw new ElsaRefusedException(System.Net.HttpStatusCode.Conflict, Activation.Refusal)
            : started.SubStatus!.Value;
    }

    private sealed class Written(HttpReply reply) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = reply.Status;
            foreach (var (name, values) in reply.Headers)
                response.Headers[name] = values;
            if (reply.ContentType is not null)
                response.ContentType = reply.ContentType;
            if (reply.Content.Length > 0 && reply.Status is not (204 or 304))
                await response.Body.WriteAsync(reply.Content, httpContext.RequestAborted);
        }
    }
}

/// <summary>What answers to a request: a definition to be started or an instance that waits.</summary>
internal sealed record HttpFlow(HttpEndpointBookmarkPayload Payload, IDictionary<string, object> RouteData)
{
    public string? DefinitionVersionId { get; init; }
    public string? ActivityId { get; init; }
    public string? InstanceId { get; init; }
    public string? BookmarkId { get; init; }
    public bool IsAmbiguous { get; init; }
}

/// <summary>Finds it: instances that wait before definitions that could be started, plain paths before patterns.</summary>
internal sealed class HttpFlowFinder(IElsaSession session, IPayloadSerializer json, IStimulusHasher hasher)
{
    public static string? CorrelationId(HttpRequest request)
    {
        var id =
            request.Query["correlationId"].FirstOrDefault() ?? request.Headers["X-Correlation-Id"].FirstOrDefault();
        return Correlation.Problem(id) is { } problem ? throw ElsaRefusedException.Bad(problem) : id;
    }

    public async Task<HttpFlow?> FindAsync(HttpRequest request, CancellationToken stop)
    {
        var path = HttpEndpoint.Normal(request.Path.Value![HttpFlows.Prefix.Length..]);
        var method = request.Method.ToLowerInvariant();
        var correlation = CorrelationId(request);
        var instance = request.Query["workflowInstanceId"].FirstOrDefault();
        foreach (var (payload, route) in await CandidatesAsync(path, method, stop))
        {
            var hash = hasher.Hash(HttpEndpoint.StimulusName, payload);
            var waiting = await session
                .Db.Bookmarks.AsNoTracking()
                .Where(b => b.Hash == hash)
                .Where(b => correlation == null || b.CorrelationId == correlation)
                .Where(b => instance == null || b.InstanceId == instance)
                .OrderBy(b => b.Id)
                .Take(2)
                .ToListAsync(stop);
            if (waiting.Count > 0)
                return new HttpFlow(payload, route)
                {
                    InstanceId = waiting[0].InstanceId,
                    BookmarkId = waiting[0].Id,
                    IsAmbiguous = waiting.Count > 1,
                };
            var triggers = await session
                .Db.Triggers.AsNoTracking()
                .Where(t => t.Hash == hash)
                .OrderBy(t => t.Id)
                .Take(2)
                .ToListAsync(stop);
            if (triggers.Count > 0 && instance is null)
                return new HttpFlow(payload, route)
                {
                    DefinitionVersionId = triggers[0].DefinitionVersionId,
                    ActivityId = triggers[0].ActivityId,
                    IsAmbiguous = triggers.Count > 1,
                };
        }
        return null;
    }

    private async Task<List<(HttpEndpointBookmarkPayload Payload, IDictionary<string, object> Route)>> CandidatesAsync(
        string path,
        string method,
        CancellationToken stop
    )
    {
        var ofTriggers = session.Db.Triggers.Where(t => t.Name == HttpEndpoint.StimulusName).Select(t => t.Payload);
        var ofBookmarks = session.Db.Bookmarks.Where(b => b.Name == HttpEndpoint.StimulusName).Select(b => b.Payload);
        var texts = await ofTriggers.Union(ofBookmarks).ToListAsync(stop);
        return
        [
            .. texts
                .OfType<string>()
                .Select(text => json.Deserialize(text) as HttpEndpointBookmarkPayload)
                .OfType<HttpEndpointBookmarkPayload>()
                .Where(payload => payload.Method == method)
                .Select(payload => (Payload: payload, Route: Match(payload.Path, path)))
                .Where(candidate => candidate.Route is not null)
                .OrderBy(candidate => candidate.Route!.Count)
                .Select(candidate => (candidate.Payload, candidate.Route!)),
        ];
    }

    private static Dictionary<string, object>? Match(string pattern, string path)
    {
        if (pattern == path)
            return [];
        if (!pattern.Contains('{', StringComparison.Ordinal))
            return null;
        var values = new RouteValueDictionary();
        var template = TemplateParser.Parse(pattern.TrimStart('/'));
        return new TemplateMatcher(template, []).TryMatch(path, values)
            ? values.ToDictionary(v => v.Key, v => v.Value ?? "")
            : null;
    }
}
