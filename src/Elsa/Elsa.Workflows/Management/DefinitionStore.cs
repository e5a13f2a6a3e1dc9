using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Where definitions are kept.</summary>
public interface IWorkflowDefinitionStore
{
    Task<WorkflowDefinition?> FindAsync(WorkflowDefinitionFilter filter, CancellationToken cancellationToken = default);
    Task<WorkflowDefinition?> FindAsync<TOrderBy>(
        WorkflowDefinitionFilter filter,
        WorkflowDefinitionOrder<TOrderBy> order,
        CancellationToken cancellationToken = default
    );
    Task<WorkflowDefinition?> FindLastVersionAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken
    );
    Task<IEnumerable<WorkflowDefinition>> FindManyAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    );
    Task<Page<WorkflowDefinitionSummary>> FindSummariesAsync<TOrderBy>(
        WorkflowDefinitionFilter filter,
        WorkflowDefinitionOrder<TOrderBy> order,
        PageArgs pageArgs,
        CancellationToken cancellationToken = default
    );
    Task<IEnumerable<WorkflowDefinitionSummary>> FindSummariesAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    );
    Task<bool> AnyAsync(WorkflowDefinitionFilter filter, CancellationToken cancellationToken = default);
    Task<long> CountDistinctAsync(CancellationToken cancellationToken = default);
    Task<bool> GetIsNameUnique(string name, string? definitionId = null, CancellationToken cancellationToken = default);
    Task SaveAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);
    Task<long> DeleteAsync(WorkflowDefinitionFilter filter, CancellationToken cancellationToken = default);
}
