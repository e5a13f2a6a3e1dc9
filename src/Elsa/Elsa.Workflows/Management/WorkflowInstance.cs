using Elsa.Common.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Management.Entities;

/// <summary>One run of a definition: the columns that lists are made of, and the state from which it goes on.</summary>
public class WorkflowInstance : Entity
{
    public string DefinitionId { get; set; } = null!;
    public string DefinitionVersionId { get; set; } = null!;
    public int Version { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public WorkflowState WorkflowState { get; set; } = null!;
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public bool IsExecuting { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public int IncidentCount { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}
