using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime.Messages;

/// <summary>Asks for an instance that does not run yet.</summary>
public class CreateWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
}

public record CreateWorkflowInstanceResponse;

/// <summary>Asks for an instance and runs it until it waits or ends.</summary>
public class CreateAndRunWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
    public string? TriggerActivityId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public bool IncludeWorkflowOutput { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>Runs an instance on, from a bookmark, an activity, or from where it was interrupted.</summary>
public class RunWorkflowInstanceRequest
{
    public static RunWorkflowInstanceRequest Empty => new();

    public string? BookmarkId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? TriggerActivityId { get; set; }
    public bool IncludeWorkflowOutput { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>How the instance stands after a burst.</summary>
public record RunWorkflowInstanceResponse
{
    public string WorkflowInstanceId { get; set; } = null!;
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public ICollection<ActivityIncident> Incidents { get; set; } = [];
    public ICollection<Bookmark> Bookmarks { get; set; } = [];
    public IDictionary<string, object>? Output { get; set; }
}
