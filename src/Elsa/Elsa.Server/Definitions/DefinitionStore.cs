using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

internal sealed class DefinitionStore(IElsaSession session, DefinitionMapping mapping, GraphCache graphs)
    : IWorkflowDefinitionStore
{
    private IQueryable<DefinitionRow> Rows => session.Db.Definitions.AsNoTracking();

    public async Task<WorkflowDefinition?> FindAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    ) => Entity(await Rows.Where(filter).OrderByDescending(d => d.Version).FirstOrDefaultAsync(cancellationToken));

    public async Task<WorkflowDefinition?> FindAsync<TOrderBy>(
        WorkflowDefinitionFilter filter,
        WorkflowDefinitionOrder<TOrderBy> order,
        CancellationToken cancellationToken = default
    ) => Entity(await Rows.Where(filter).OrderBy(order).FirstOrDefaultAsync(cancellationToken));

    public Task<WorkflowDefinition?> FindLastVersionAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken
    ) => FindAsync(filter, cancellationToken);

    public async Task<IEnumerable<WorkflowDefinition>> FindManyAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    ) =>
        (await Rows.Where(filter).OrderBy(d => d.DefinitionId).ThenBy(d => d.Version).ToListAsync(cancellationToken))
            .Select(mapping.ToEntity)
            .ToList();

    public async Task<Page<WorkflowDefinitionSummary>> FindSummariesAsync<TOrderBy>(
        WorkflowDefinitionFilter filter,
        WorkflowDefinitionOrder<TOrderBy> order,
        PageArgs pageArgs,
        CancellationToken cancellationToken = default
    )
    {
        var rows = Rows.Where(filter);
        var total = await rows.LongCountAsync(cancellationToken);
        return Page.Of(await SummariesAsync(rows.OrderBy(order).Page(pageArgs), cancellationToken), total);
    }

    public async Task<IEnumerable<WorkflowDefinitionSummary>> FindSummariesAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    ) => await SummariesAsync(Rows.Where(filter).OrderBy(d => d.Name), cancellationToken);

    public Task<bool> AnyAsync(WorkflowDefinitionFilter filter, CancellationToken cancellationToken = default) =>
        Rows.Where(filter).AnyAsync(cancellationToken);

    public Task<long> CountDistinctAsync(CancellationToken cancellationToken = default) =>
        Rows.Select(d => d.DefinitionId).Distinct().LongCountAsync(cancellationToken);

    public async Task<bool> GetIsNameUnique(
        string name,
        string? definitionId = null,
        CancellationToken cancellationToken = default
    ) =>
        !await Rows.AnyAsync(
            d => d.Name == name && (definitionId == null || d.DefinitionId != definitionId),
            cancellationToken
        );

    public Task SaveAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default) =>
        session.WriteAsync<object?>(
            async stop =>
            {
                var row = await session
                    .Db.Definitions.AsTracking()
                    .FirstOrDefaultAsync(d => d.Id == definition.Id, stop);
                if (row is null)
                {
                    row = new DefinitionRow
                    {
                        Id = definition.Id,
                        DefinitionId = definition.DefinitionId,
                        MaterializerName = definition.MaterializerName,
                        Data = "",
                        Root = "",
                        Stamp = "",
                    };
                    session.Db.Add(row);
                }
                mapping.Fill(row, definition);
                await session.Db.SaveChangesAsync(stop);
                Forget();
                return null;
            },
            cancellationToken
        );

    public Task<long> DeleteAsync(WorkflowDefinitionFilter filter, CancellationToken cancellationToken = default) =>
        session.WriteAsync<long>(
            async stop =>
            {
                var deleted = await session.Db.Definitions.Where(filter).ExecuteDeleteAsync(stop);
                Forget();
                return deleted;
            },
            cancellationToken
        );

    // Now, for the rest of this transaction; and after it, for what another caller may have looked up meanwhile.
    private void Forget()
    {
        graphs.Forget();
        session.AfterCommit(graphs.Forget);
    }

    private WorkflowDefinition? Entity(DefinitionRow? row) => row is null ? null : mapping.ToEntity(row);

    private static async Task<List<WorkflowDefinitionSummary>> SummariesAsync(
        IQueryable<DefinitionRow> rows,
        CancellationToken stop
    )
    {
        var found = await rows.Select(d => new
            {
                d.Id,
                d.DefinitionId,
                d.Name,
                d.Description,
                d.Version,
                d.ToolVersion,
                d.IsLatest,
                d.IsPublished,
                d.ProviderName,
                d.MaterializerName,
                d.CreatedAt,
                d.IsReadonly,
            })
            .ToListAsync(stop);
        return
        [
            .. found.Select(d => new WorkflowDefinitionSummary
            {
                Id = d.Id,
                DefinitionId = d.DefinitionId,
                Name = d.Name,
                Description = d.Description,
                Version = d.Version,
                ToolVersion = Version.TryParse(d.ToolVersion, out var tool) ? tool : null,
                IsLatest = d.IsLatest,
                IsPublished = d.IsPublished,
                ProviderName = d.ProviderName,
                MaterializerName = d.MaterializerName,
                CreatedAt = d.CreatedAt,
                IsReadonly = d.IsReadonly,
            }),
        ];
    }
}
