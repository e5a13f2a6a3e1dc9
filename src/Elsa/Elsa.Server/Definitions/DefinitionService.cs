using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

internal sealed class DefinitionService(
    IElsaSession session,
    IWorkflowDefinitionStore store,
    DefinitionMapping mapping,
    IWorkflowGraphBuilder builder,
    UsableWorkflows usable,
    GraphCache graphs
) : IWorkflowDefinitionService
{
    public Task<WorkflowGraph> MaterializeWorkflowAsync(
        WorkflowDefinition definition,
        CancellationToken cancellationToken = default
    ) => builder.BuildAsync(mapping.ToWorkflow(definition), cancellationToken);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    ) =>
        store.FindAsync(
            new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = versionOptions },
            cancellationToken
        );

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionVersionId,
        CancellationToken cancellationToken = default
    ) => store.FindAsync(new WorkflowDefinitionFilter { Id = definitionVersionId }, cancellationToken);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        WorkflowDefinitionHandle handle,
        CancellationToken cancellationToken = default
    ) => store.FindAsync(new WorkflowDefinitionFilter { DefinitionHandle = handle }, cancellationToken);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    ) => store.FindAsync(filter, cancellationToken);

    public Task<WorkflowGraph?> FindWorkflowGraphAsync(
        string definitionId,
        VersionOptions versionOptions,
        CancellationToken cancellationToken = default
    ) =>
        FindWorkflowGraphAsync(
            WorkflowDefinitionHandle.ByDefinitionId(definitionId, versionOptions),
            cancellationToken
        );

    public Task<WorkflowGraph?> FindWorkflowGraphAsync(
        string definitionVersionId,
        CancellationToken cancellationToken = default
    ) => FindWorkflowGraphAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(definitionVersionId), cancellationToken);

    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(
        WorkflowDefinitionHandle definitionHandle,
        CancellationToken cancellationToken = default
    )
    {
        var name = definitionHandle.DefinitionVersionId is { } versionId
            ? "version:" + versionId
            : $"definition:{definitionHandle.DefinitionId}:{definitionHandle.VersionOptions ?? VersionOptions.Published}";
        var version = graphs.Find(name);
        if (version is null)
        {
            version = await StampAsync(definitionHandle, cancellationToken);
            if (version is null)
                return null;
            graphs.Remember(name, version);
        }
        return graphs.Find(version) ?? await MakeAsync(version, cancellationToken);
    }

    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(
        WorkflowDefinitionFilter filter,
        CancellationToken cancellationToken = default
    ) =>
        await store.FindAsync(filter, cancellationToken) is { } definition
            ? await MaterializeWorkflowAsync(definition, cancellationToken)
            : null;

    private Task<VersionStamp?> StampAsync(WorkflowDefinitionHandle handle, CancellationToken stop)
    {
        var filter = new WorkflowDefinitionFilter { DefinitionHandle = handle };
        if (handle is { DefinitionVersionId: null, VersionOptions: null })
            filter.VersionOptions = VersionOptions.Published;
        return session
            .Db.Definitions.AsNoTracking()
            .Where(filter)
            .OrderByDescending(d => d.Version)
            .Select(d => new VersionStamp(d.Id, d.Stamp))
            .FirstOrDefaultAsync(stop);
    }

    private async Task<WorkflowGraph?> MakeAsync(VersionStamp version, CancellationToken stop)
    {
        var row = await session.Db.Definitions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == version.Id, stop);
        if (row is null)
            return null;
        await usable.RefreshAsync(stop);
        var graph = await builder.BuildAsync(mapping.ToWorkflow(mapping.ToEntity(row)), stop);
        return graphs.Remember(new VersionStamp(row.Id, row.Stamp), graph);
    }
}
