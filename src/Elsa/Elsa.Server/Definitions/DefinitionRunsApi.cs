using System.Text.Json;
using Elsa.Common.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Starts instances by hand, publishes events and reports the end of tasks.</summary>
internal static class DefinitionRunsApi
{
    private const int MostAtOnce = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var one = api.MapGroup("/workflow-definitions/{definitionId}");
        one.AddEndpointFilter(
            async (call, next) =>
            {
                var context = call.HttpContext;
                await context
                    .RequestServices.GetRequiredService<RuntimeState>()
                    .RequireRunningAsync(context.RequestAborted);
                return await next(call);
            }
        );
        one.MapPost("/execute", ExecuteAsync);
        one.MapGet("/execute", ExecuteAsync);
        one.MapPost("/dispatch", DispatchAsync);
        one.MapPost("/bulk-dispatch", BulkDispatchAsync);
        api.MapPost("/events/{eventName}/trigger", TriggerAsync);
        api.MapPost("/tasks/{taskId}/complete", CompleteTaskAsync);
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId,
        HttpRequest request,
        IWorkflowStarter starter,
        IWorkflowRuntime runtime,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var started = await starter.StartWorkflowAsync(Request(definitionId, body), stop);
        var headers = request.HttpContext.Response.Headers;
        headers["x-elsa-workflow-cannot-start"] = started.CannotStart.ToString();
        // Studio reads the header and says so.
        if (started.CannotStart)
            return Results.Ok();
        headers["x-elsa-workflow-instance-id"] = started.WorkflowInstanceId;
        headers["x-elsa-response"] = "true";
        var client = await runtime.CreateClientAsync(started.WorkflowInstanceId, stop);
        return Reply.Engine(services, new { WorkflowState = await client.ExportStateAsync(stop) });
    }

    private static async Task<IResult> DispatchAsync(
        string definitionId,
        HttpRequest request,
        IWorkflowStarter starter,
        CancellationToken stop
    )
    {
        var started = await StartAsync(1, Request(definitionId, await Body.ReadAsync(request, stop)), starter, stop);
        return Reply.Json(new { workflowInstanceId = started[0] });
    }

    private static async Task<IResult> BulkDispatchAsync(
        string definitionId,
        HttpRequest request,
        IWorkflowStarter starter,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var count = body.Number("count") ?? 1;
        if (count is < 1 or > MostAtOnce)
            throw ElsaRefusedException.Bad($"Between 1 and {MostAtOnce} instances can be started at once.");
        return Reply.Json(
            new { workflowInstanceIds = await StartAsync(count, Request(definitionId, body), starter, stop) }
        );
    }

    /// <returns>Those that could start; there is one at least.</returns>
    private static async Task<List<string>> StartAsync(
        int count,
        StartWorkflowRequest request,
        IWorkflowStarter starter,
        CancellationToken stop
    )
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (await starter.StartWorkflowAsync(request, stop) is { CannotStart: false, WorkflowInstanceId: { } id })
                ids.Add(id);
        }
        return ids.Count > 0
            ? ids
            : throw new ElsaRefusedException(System.Net.HttpStatusCode.Conflict, Activation.Refusal);
    }

    private static StartWorkflowRequest Request(string definitionId, JsonElement body) =>
        new()
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(
                definitionId,
                Query.Version(body.Text("versionOptions")) ?? VersionOptions.Published
            ),
            CorrelationId = CorrelationId(body),
            Name = body.Text("name"),
            TriggerActivityId = body.Text("triggerActivityId"),
            Input = body.Values("input"),
            Variables = body.Values("variables"),
        };

    private static string? CorrelationId(JsonElement body)
    {
        var id = body.Text("correlationId");
        return Correlation.Problem(id) is { } problem ? throw ElsaRefusedException.Bad(problem) : id;
    }

    private static async Task<IResult> TriggerAsync(
        string eventName,
        HttpRequest request,
        IEventPublisher events,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var payload = body.Find("input") is { } input ? Body.Value(input) : null;
        await events.PublishAsync(
            eventName,
            body.Text("correlationId"),
            body.Text("workflowInstanceId"),
            body.Text("activityInstanceId"),
            payload,
            cancellationToken: stop
        );
        return Results.Ok();
    }

    private static async Task<IResult> CompleteTaskAsync(
        string taskId,
        HttpRequest request,
        ITaskReporter tasks,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var result = body.Find("result") is { } given ? Body.Value(given) : null;
        await tasks.ReportCompletionAsync(taskId, result, stop);
        return Results.Ok();
    }
}
