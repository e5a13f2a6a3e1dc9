using Elsa.Common;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    public static Task<WorkflowExecutionContext> CreateAsync(
        IServiceProvider serviceProvider,
        WorkflowGraph workflowGraph,
        string id,
        CancellationToken cancellationToken = default
    ) =>
        CreateAsync(
            serviceProvider,
            workflowGraph,
            id,
            [],
            [],
            Now(serviceProvider),
            cancellationToken: cancellationToken
        );

    public static Task<WorkflowExecutionContext> CreateAsync(
        IServiceProvider serviceProvider,
        WorkflowGraph workflowGraph,
        string id,
        string? correlationId,
        string? parentWorkflowInstanceId = null,
        IDictionary<string, object>? input = null,
        IDictionary<string, object>? properties = null,
        ExecuteActivityDelegate? executeDelegate = null,
        string? triggerActivityId = null,
        CancellationToken cancellationToken = default
    ) =>
        CreateAsync(
            serviceProvider,
            workflowGraph,
            id,
            [],
            [],
            Now(serviceProvider),
            correlationId,
            parentWorkflowInstanceId,
            input,
            properties,
            executeDelegate,
            triggerActivityId,
            cancellationToken
        );

    public static async Task<WorkflowExecutionContext> CreateAsync(
        IServiceProvider serviceProvider,
        WorkflowGraph workflowGraph,
        WorkflowState workflowState,
        string? correlationId = null,
        string? parentWorkflowInstanceId = null,
        IDictionary<string, object>? input = null,
        IDictionary<string, object>? properties = null,
        ExecuteActivityDelegate? executeDelegate = null,
        string? triggerActivityId = null,
        CancellationToken cancellationToken = default
    )
    {
        var context = await CreateAsync(
            serviceProvider,
            workflowGraph,
            workflowState.Id,
            workflowState.Incidents,
            workflowState.Bookmarks,
            workflowState.CreatedAt,
            correlationId,
            parentWorkflowInstanceId,
            input,
            properties,
            executeDelegate,
            triggerActivityId,
            cancellationToken
        );
        return await serviceProvider.GetRequiredService<IWorkflowStateExtractor>().ApplyAsync(context, workflowState);
    }

    public static Task<WorkflowExecutionContext> CreateAsync(
        IServiceProvider serviceProvider,
        WorkflowGraph workflowGraph,
        string id,
        IEnumerable<ActivityIncident> incidents,
        IEnumerable<Bookmark> originalBookmarks,
        DateTimeOffset createdAt,
        string? correlationId = null,
        string? parentWorkflowInstanceId = null,
        IDictionary<string, object>? input = null,
        IDictionary<string, object>? properties = null,
        ExecuteActivityDelegate? executeDelegate = null,
        string? triggerActivityId = null,
        CancellationToken cancellationToken = default
    )
    {
        var context = new WorkflowExecutionContext(serviceProvider, workflowGraph, id, cancellationToken)
        {
            CorrelationId = correlationId,
            ParentWorkflowInstanceId = parentWorkflowInstanceId,
            ExecuteDelegate = executeDelegate,
            TriggerActivityId = triggerActivityId,
            Incidents = incidents.ToList(),
            OriginalBookmarks = originalBookmarks.ToList(),
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
        if (input is not null)
            context.Input = new Dictionary<string, object>(input, StringComparer.OrdinalIgnoreCase);
        if (properties is not null)
            context.Properties = new Dictionary<string, object>(properties, StringComparer.OrdinalIgnoreCase);
        return Task.FromResult(context);
    }

    private static DateTimeOffset Now(IServiceProvider services) => services.GetRequiredService<ISystemClock>().UtcNow;
}
