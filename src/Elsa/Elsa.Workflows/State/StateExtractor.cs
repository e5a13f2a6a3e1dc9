using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <inheritdoc />
internal sealed class StateExtractor : IWorkflowStateExtractor
{
    public WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext)
    {
        var run = workflowExecutionContext;
        var identity = run.Workflow.Identity;
        return new WorkflowState
        {
            Id = run.Id,
            DefinitionId = identity.DefinitionId,
            DefinitionVersionId = identity.Id,
            DefinitionVersion = identity.Version,
            ParentWorkflowInstanceId = run.ParentWorkflowInstanceId,
            CorrelationId = run.CorrelationId,
            Name = run.Name,
            Status = run.Status,
            SubStatus = run.SubStatus,
            IsExecuting = run.IsExecuting,
            Bookmarks = run.Bookmarks.ToList(),
            Incidents = run.Incidents.ToList(),
            IsSystem = run.Workflow.IsSystem,
            CompletionCallbacks = run.CompletionCallbacks.Select(Save).ToList(),
            ActivityExecutionContexts = InOrder(run).Select(Save).ToList(),
            ScheduledActivities = run.Scheduler.List().Select(Save).ToList(),
            ExecutionLogSequence = run.ExecutionLogSequence,
            Input = InputToKeep(run),
            Output = new Dictionary<string, object>(run.Output),
            Properties = new Dictionary<string, object>(run.Properties),
            CreatedAt = run.CreatedAt,
            UpdatedAt = run.UpdatedAt,
            FinishedAt = run.FinishedAt,
        };
    }

    // As Elsa shows them: the innermost first while an instance goes on, the root first once it has ended.
    private static IEnumerable<ActivityExecutionContext> InOrder(WorkflowExecutionContext run)
    {
        var active = run.GetActiveActivityExecutionContexts();
        return run.Status == WorkflowStatus.Finished ? active.OrderBy(c => c.CallStackDepth) : active.Reverse();
    }

    public async Task<WorkflowExecutionContext> ApplyAsync(
        WorkflowExecutionContext workflowExecutionContext,
        WorkflowState state
    )
    {
        var run = workflowExecutionContext;
        run.Id = state.Id;
        run.CorrelationId ??= state.CorrelationId;
        run.Name = state.Name;
        run.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId ?? run.ParentWorkflowInstanceId;
        run.SubStatus = state.SubStatus;
        run.IsExecuting = state.IsExecuting;
        run.Bookmarks = state.Bookmarks.ToList();
        run.Incidents = state.Incidents.ToList();
        run.Output = new Dictionary<string, object>(state.Output);
        run.ExecutionLogSequence = state.ExecutionLogSequence;
        run.CreatedAt = state.CreatedAt;
        run.UpdatedAt = state.UpdatedAt;
        run.FinishedAt = state.FinishedAt;
        foreach (var (name, value) in state.Input)
            run.Input.TryAdd(name, value);
        foreach (var (name, value) in state.Properties)
            run.Properties.TryAdd(name, value);
        await StateRestoration.RestoreAsync(run, state);
        return run;
    }

    // What started an instance is not kept, unless the definition says that an input is to be.
    private static Dictionary<string, object> InputToKeep(WorkflowExecutionContext run) =>
        run
            .Workflow.Inputs.Where(input =>
                input.StorageDriverType is not null && input.StorageDriverType != typeof(MemoryStorageDriver)
            )
            .Where(input => run.Input.ContainsKey(input.Name))
            .ToDictionary(input => input.Name, input => run.Input[input.Name]);

    private static CompletionCallbackState Save(ActivityCompletionCallbackEntry entry) =>
        new(entry.Owner.Id, entry.Child.NodeId, entry.CompletionCallback?.Method.Name, entry.Tag);

    private static ActivityWorkItemState Save(ActivityWorkItem item) =>
        new()
        {
            ActivityNodeId = item.Activity.NodeId,
            OwnerContextId = item.Owner?.Id,
            Tag = item.Tag,
            Variables = item.Variables?.ToList(),
            ExistingActivityExecutionContextId = item.ExistingActivityExecutionContext?.Id,
            Input = item.Input.Count == 0 ? null : item.Input,
        };

    private static ActivityExecutionContextState Save(ActivityExecutionContext context) =>
        new()
        {
            Id = context.Id,
            CallStackDepth = context.CallStackDepth,
            ParentContextId = context.ParentActivityExecutionContext?.Id,
            ScheduledActivityNodeId = context.NodeId,
            OwnerActivityNodeId = context.ParentActivityExecutionContext?.NodeId,
            Properties = new Dictionary<string, object>(context.Properties),
            Metadata = new Dictionary<string, object>(context.Metadata),
            ActivityState = new Dictionary<string, object>(context.ActivityState),
            DynamicVariables = context.DynamicVariables.ToList(),
            Status = context.Status,
            IsExecuting = context.IsExecuting,
            FaultCount = context.AggregateFaultCount,
            StartedAt = context.StartedAt,
            CompletedAt = context.CompletedAt,
            Tag = context.Tag,
        };
}
