using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Finds definitions and the flows made from them. A flow is made once per version and shared.</summary>
public interface IWorkflowDefinitionService
{
    Task<WorkflowGraph> MaterializeWorkflowAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionVersionId,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        WorkflowDefinitionHandle handle,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowGraph?> FindWorkflowGraphAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowGraph?> FindWorkflowGraphAsync(
        string definitionVersionId,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowGraph?> FindWorkflowGraphAsync(
        WorkflowDefinitionHandle definitionHandle,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowGraph?> FindWorkflowGraphAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Drafts, publishes, retracts and reverts.</summary>
public interface IWorkflowDefinitionPublisher
{
    WorkflowDefinition New(IActivity? root = null);
    Task<PublishWorkflowDefinitionResult> PublishAsync(
        string definitionId,
        CancellationToken cancellationToken = default
    );
    Task<PublishWorkflowDefinitionResult> PublishAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default);
    Task<WorkflowDefinition> RetractAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);
    Task<WorkflowDefinition> RevertVersionAsync(
        string definitionId,
        int version,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> GetDraftAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition> SaveDraftAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Takes a definition that came from outside and saves or publishes it.</summary>
public interface IWorkflowDefinitionImporter
{
    Task<ImportWorkflowResult> ImportAsync(
        SaveWorkflowDefinitionRequest request,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Deletes definitions, with their triggers.</summary>
public interface IWorkflowDefinitionManager
{
    Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default);
    Task<bool> DeleteByIdAsync(string id, CancellationToken cancellationToken = default);
    Task<long> BulkDeleteByDefinitionIdsAsync(
        IEnumerable<string> definitionIds,
        CancellationToken cancellationToken = default
    );
    Task<long> BulkDeleteByIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default);
    Task<bool> DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default);
}
