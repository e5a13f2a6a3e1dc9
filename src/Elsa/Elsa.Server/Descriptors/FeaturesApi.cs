using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Which of Elsa's features Studio may count on, and what state the runtime is in.</summary>
internal static class FeaturesApi
{
    private static readonly string[] Installed =
    [
        "Mediator",
        "SystemClock",
        "Expressions",
        "DefaultFormatters",
        "Workflows",
        "Flowchart",
        "WorkflowRuntime",
        "DefaultWorkflowRuntime",
        "MemoryCache",
        "WorkflowDefinitions",
        "WorkflowInstances",
        "WorkflowManagement",
        "Elsa",
        "App",
        "WorkflowsApi",
        "RealTimeWorkflowUpdates",
        "Scheduling",
        "JavaScript",
        "Liquid",
        "Http",
        // Not "Alterations", though its calls are there: for it Studio offers a page that its custom elements do not have.
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/features/installed", () => Reply.List([.. Installed.Select(Feature)]));
        api.MapGet("/features/installed/{fullName}", One);
        api.MapGet("/package/version", () => Reply.Json(new { packageVersion = "3.8.0" }));
        var runtime = api.MapGroup("/admin/workflow-runtime");
        runtime.MapGet("/status", StatusAsync);
        runtime.MapPost("/pause", PauseAsync);
        runtime.MapPost("/resume", ResumeAsync);
        // No token is ever given out: links that people follow are the business's own, and say who may.
        api.MapMethods("/bookmarks/resume", ["GET", "POST"], () => Reply.Problem(400, "Invalid token."));
        api.MapGet(
            "/bookmark-queue/dead-letters",
            () => Reply.Json(new { items = Array.Empty<object>(), totalCount = 0 })
        );
    }

    private static IResult One(string fullName) =>
        Installed.FirstOrDefault(name => fullName == "Elsa." + name) is { } found
            ? Reply.Json(Feature(found))
            : Results.NotFound();

    private static object Feature(string name) =>
        new
        {
            name,
            @namespace = "Elsa",
            fullName = "Elsa." + name,
            displayName = name,
            description = "",
        };

    private static async Task<IResult> PauseAsync(HttpRequest request, RuntimeState state, CancellationToken stop)
    {
        var body = await Body.ReadAsync(request, stop);
        await state.BeginAsync(body.Text("reason"), request.HttpContext.User.Identity?.Name, stop);
        return await StatusAsync(state, stop);
    }

    private static async Task<IResult> ResumeAsync(RuntimeState state, CancellationToken stop)
    {
        await state.EndAsync(stop);
        return await StatusAsync(state, stop);
    }

    private static async Task<IResult> StatusAsync(RuntimeState state, CancellationToken stop)
    {
        var pause = await state.PauseAsync(stop);
        return Reply.Json(
            new
            {
                state = new
                {
                    reason = pause is null ? "None" : "AdministrativePause",
                    isAcceptingNewWork = pause is null,
                    pausedAt = pause?.At,
                    pauseReasonText = pause?.Reason,
                    pauseRequestedBy = pause?.By,
                    generationId = RuntimeState.Generation,
                },
                sources = new[]
                {
                    new { name = "scheduling.trigger", state = "Running" },
                    new { name = "internal.bookmark-queue-worker", state = "Running" },
                    new { name = "http.trigger", state = "Running" },
                },
                activeExecutionCycleCount = 0,
            }
        );
    }
}
