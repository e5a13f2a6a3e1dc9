using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.State;

/// <summary>Everything an instance needs in order to go on elsewhere.</summary>
public class WorkflowState
{
    public string Id { get; set; } = null!;

    public string DefinitionId { get; set; } = null!;

    public string DefinitionVersionId { get; set; } = null!;

    public int DefinitionVersion { get; set; }

    public string? ParentWorkflowInstanceId { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public WorkflowStatus Status { get; set; }

    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>True while a burst runs; found true at rest it tells of a crash.</summary>
    public bool IsExecuting { get; set; }

    public ICollection<Bookmark> Bookmarks { get; set; } = new List<Bookmark>();

    public ICollection<ActivityIncident> Incidents { get; set; } = new List<ActivityIncident>();

    public bool IsSystem { get; set; }

    public ICollection<CompletionCallbackState> CompletionCallbacks { get; set; } = new List<CompletionCallbackState>();

    public ICollection<ActivityExecutionContextState> ActivityExecutionContexts { get; set; } =
        new List<ActivityExecutionContextState>();

    /// <summary>Work that was due but has not run yet.</summary>
    public ICollection<ActivityWorkItemState> ScheduledActivities { get; set; } = new List<ActivityWorkItemState>();

    public long ExecutionLogSequence { get; set; }

    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>An activity that has begun and not completed.</summary>
public class ActivityExecutionContextState
{
    public string Id { get; set; } = null!;

    public int CallStackDepth { get; set; }

    public string? ParentContextId { get; set; }

    public string ScheduledActivityNodeId { get; set; } = null!;

    public string? OwnerActivityNodeId { get; set; }

    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();

    /// <summary>The evaluated inputs.</summary>
    public IDictionary<string, object>? ActivityState { get; set; }

    public ICollection<Variable> DynamicVariables { get; set; } = new List<Variable>();

    public ActivityStatus Status { get; set; }

    public bool IsExecuting { get; set; }

    public int FaultCount { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public object? Tag { get; set; }
}

/// <summary>Which method of a parent is called when a child completes.</summary>
public class CompletionCallbackState
{
    public CompletionCallbackState() { }

    public CompletionCallbackState(string ownerInstanceId, string childNodeId, string? methodName, object? tag = null)
    {
        OwnerInstanceId = ownerInstanceId;
        ChildNodeId = childNodeId;
        MethodName = methodName;
        Tag = tag;
    }

    public string OwnerInstanceId { get; init; } = null!;

    public string ChildNodeId { get; init; } = null!;

    public string? MethodName { get; init; }

    public object? Tag { get; set; }
}

/// <summary>A work item as it is saved.</summary>
public class ActivityWorkItemState
{
    public string ActivityNodeId { get; set; } = null!;

    public string? OwnerContextId { get; set; }

    public object? Tag { get; set; }

    public ICollection<Variable>? Variables { get; set; }

    public string? ExistingActivityExecutionContextId { get; set; }

    public IDictionary<string, object>? Input { get; set; }
}
