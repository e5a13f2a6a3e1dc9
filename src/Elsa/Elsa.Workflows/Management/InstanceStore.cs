using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Where instances are kept. Counting, sorting and paging happen in the database.</summary>
public interface IWorkflowInstanceStore
{
    ValueTask<WorkflowInstance?> FindAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    );
    ValueTask<IEnumerable<WorkflowInstance>> FindManyAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    );
    ValueTask<IEnumerable<string>> FindManyIdsAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    );
    ValueTask<Page<WorkflowInstanceSummary>> SummarizeManyAsync<TOrderBy>(
        WorkflowInstanceFilter filter,
        PageArgs pageArgs,
        WorkflowInstanceOrder<TOrderBy> order,
        CancellationToken cancellationToken = default
    );
    ValueTask<long> CountAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default);
    ValueTask SaveAsync(WorkflowInstance instance, CancellationToken cancellationToken = default);
    ValueTask<long> DeleteAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default);
}
