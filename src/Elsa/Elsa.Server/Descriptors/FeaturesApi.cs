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
    ];

    private static readonly string Generation = Guid.NewGuid().ToString("N");

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/features/installed", () => Reply.List([.. Installed.Select(Feature)]));
        api.MapGet("/features/installed/{fullName}", One);
        api.MapGet("/package/version", () => Reply.Json(new { packageVersion = "3.8.0" }));
        api.MapGet("/admin/workflow-runtime/status", Status);
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

    private static IResult Status() =>
        Reply.Json(
            new
            {
                state = new
                {
                    reason = "None",
                    isAcceptingNewWork = true,
                    generationId = Generation,
                },
                sources = new[]
                {
                    new { name = "scheduling.trigger", state = "Running" },
                    new { name = "internal.bookmark-queue-worker", state = "Running" },
                },
                activeExecutionCycleCount = 0,
            }
        );
}
