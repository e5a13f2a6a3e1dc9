using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Workflows.Cases;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Publishing;

/// <summary>Whom the published flows name who is not there: a role that nobody holds, a department without anybody, somebody
/// who has left. Administrators see it before a case gets stuck.</summary>
public sealed class StaffingGaps(ProcessCatalog processes, IWorkflowDefinitionService definitions, PublishCheck check)
{
    /// <summary>Each process with what is missing, as things stand; those that lack nobody are left out.</summary>
    public async Task<IReadOnlyList<StaffingGap>> ReadAsync(CancellationToken stop)
    {
        var gaps = new List<StaffingGap>();
        foreach (var pack in processes.All)
            if (await OfAsync(pack, stop) is { Count: > 0 } missing)
                gaps.Add(new StaffingGap(pack, missing));
        return gaps;
    }

    /// <summary>What one process's published flow lacks; nothing when it has none.</summary>
    public async Task<IReadOnlyList<LocalText>> OfAsync(ProcessPack pack, CancellationToken stop) =>
        await definitions.FindWorkflowGraphAsync(pack.FlowDefinitionId, VersionOptions.Published, stop) is { } graph
            ? check.MissingPeople(graph)
            : [];
}

/// <summary>A process and whom it lacks, each by the activity that names them.</summary>
public sealed record StaffingGap(ProcessPack Process, IReadOnlyList<LocalText> Missing);
