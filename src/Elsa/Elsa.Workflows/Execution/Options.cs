using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Options;

/// <summary>What a run is started or resumed with.</summary>
public class RunWorkflowOptions
{
    public string? WorkflowInstanceId { get; set; }

    public string? CorrelationId { get; set; }

    /// <summary>The bookmark to resume; with none the workflow starts or goes on with what was scheduled.</summary>
    public string? BookmarkId { get; set; }

    public ActivityHandle? ActivityHandle { get; set; }

    public string? TriggerActivityId { get; set; }

    public string? ParentWorkflowInstanceId { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public IDictionary<string, object>? Variables { get; set; }

    public IDictionary<string, object>? Properties { get; set; }

    public string? SchedulingActivityExecutionId { get; set; }

    public string? SchedulingWorkflowInstanceId { get; set; }

    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>How a child is scheduled.</summary>
public class ScheduleWorkOptions
{
    /// <summary>Must be a method of the scheduling activity: it is saved by name.</summary>
    public ActivityCompletionCallback? CompletionCallback { get; set; }

    public object? Tag { get; set; }

    public ICollection<Variable>? Variables { get; set; }

    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    public bool PreventDuplicateScheduling { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public string? SchedulingActivityExecutionId { get; set; }

    public string? SchedulingWorkflowInstanceId { get; set; }
}

/// <summary>How an activity is invoked.</summary>
public class ActivityInvocationOptions
{
    public ActivityInvocationOptions() { }

    public ActivityInvocationOptions(
        ActivityExecutionContext? owner,
        object? tag,
        IEnumerable<Variable>? variables,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        IDictionary<string, object>? input = null
    )
    {
        Owner = owner;
        Tag = tag;
        Variables = variables;
        ExistingActivityExecutionContext = existingActivityExecutionContext;
        Input = input;
    }

    public ActivityExecutionContext? Owner { get; set; }

    public object? Tag { get; set; }

    public IEnumerable<Variable>? Variables { get; set; }

    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public string? SchedulingActivityExecutionId { get; set; }

    public string? SchedulingWorkflowInstanceId { get; set; }

    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>What an unhandled exception does unless a workflow says otherwise.</summary>
public class IncidentOptions
{
    public Type? DefaultIncidentStrategy { get; set; }
}
