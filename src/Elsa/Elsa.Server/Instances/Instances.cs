using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <summary>Rows of instances as Elsa's entities.</summary>
internal static class Instances
{
    public static WorkflowInstance Entity(InstanceRow row, WorkflowState state) =>
        new()
        {
            Id = row.Id,
            DefinitionId = row.DefinitionId,
            DefinitionVersionId = row.DefinitionVersionId,
            Version = row.Version,
            ParentWorkflowInstanceId = row.ParentId,
            Name = row.Name,
            CorrelationId = row.CorrelationId,
            Status = (WorkflowStatus)row.Status,
            SubStatus = (WorkflowSubStatus)row.SubStatus,
            IncidentCount = row.IncidentCount,
            IsExecuting = row.IsExecuting,
            IsSystem = row.IsSystem,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            FinishedAt = row.FinishedAt,
            WorkflowState = state,
        };
}
