using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

internal sealed class InstanceStore(
    IElsaSession session,
    IWorkflowStateSerializer states,
    InstanceWriter writer,
    InstanceRemover remover
) : IWorkflowInstanceStore
{
    private IQueryable<InstanceRow> Rows => session.Db.Instances.AsNoTracking();

    public async ValueTask<WorkflowInstance?> FindAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    ) => await Rows.Where(filter).FirstOrDefaultAsync(cancellationToken) is { } row ? Entity(row) : null;

    public async ValueTask<IEnumerable<WorkflowInstance>> FindManyAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    ) => (await Rows.Where(filter).OrderBy(i => i.CreatedAt).ToListAsync(cancellationToken)).Select(Entity).ToList();

    public async ValueTask<IEnumerable<string>> FindManyIdsAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    ) => await Rows.Where(filter).OrderBy(i => i.CreatedAt).Select(i => i.Id).ToListAsync(cancellationToken);

    public async ValueTask<Page<WorkflowInstanceSummary>> SummarizeManyAsync<TOrderBy>(
        WorkflowInstanceFilter filter,
        PageArgs pageArgs,
        WorkflowInstanceOrder<TOrderBy> order,
        CancellationToken cancellationToken = default
    )
    {
        var rows = Rows.Where(filter);
        var total = await rows.LongCountAsync(cancellationToken);
        var page = await rows.OrderBy(order)
            .Page(pageArgs)
            .Select(i => new WorkflowInstanceSummary
            {
                Id = i.Id,
                DefinitionId = i.DefinitionId,
                DefinitionVersionId = i.DefinitionVersionId,
                Version = i.Version,
                Status = (WorkflowStatus)i.Status,
                SubStatus = (WorkflowSubStatus)i.SubStatus,
                CorrelationId = i.CorrelationId,
                Name = i.Name,
                IncidentCount = i.IncidentCount,
                CreatedAt = i.CreatedAt,
                UpdatedAt = i.UpdatedAt,
                FinishedAt = i.FinishedAt,
            })
            .ToListAsync(cancellationToken);
        return Page.Of(page, total);
    }

    public async ValueTask<long> CountAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    ) => await Rows.Where(filter).LongCountAsync(cancellationToken);

    public async ValueTask SaveAsync(WorkflowInstance instance, CancellationToken cancellationToken = default) =>
        await session.WriteAsync<object?>(
            async stop =>
            {
                var found = await writer.ReadAsync(instance.Id, stop);
                await writer.WriteStateAsync(found?.Row, instance.WorkflowState, stop);
                return null;
            },
            cancellationToken
        );

    public async ValueTask<long> DeleteAsync(
        WorkflowInstanceFilter filter,
        CancellationToken cancellationToken = default
    ) => await remover.DeleteAsync([.. await FindManyIdsAsync(filter, cancellationToken)], cancellationToken);

    private WorkflowInstance Entity(InstanceRow row) =>
        Instances.Entity(row, states.Deserialize(System.Text.Encoding.UTF8.GetString(Packing.Unpack(row.State))));
}
