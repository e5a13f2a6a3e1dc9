using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Publishing;

/// <summary>The flow that is to be published: its activities, also those that lie inside others, its drawings, and the packs
/// whose cases run along it.</summary>
internal sealed class FlowAtHand
{
    public FlowAtHand(WorkflowGraph graph, ProcessCatalog processes)
    {
        Activities = [.. graph.Nodes.Select(n => n.Activity).Distinct()];
        Charts = [.. Activities.OfType<Flowchart>()];
        var own = processes.All.Where(p => p.FlowDefinitionId == graph.Workflow.Identity.DefinitionId).ToList();
        IsOfCases = own.Count > 0;
        Packs = IsOfCases ? own : processes.All;
    }

    public IReadOnlyList<IActivity> Activities { get; }
    public IReadOnlyList<Flowchart> Charts { get; }

    /// <summary>Whether a process's cases run along it; else it may be part of any.</summary>
    public bool IsOfCases { get; }

    /// <summary>The packs whose forms and letters it can use.</summary>
    public IReadOnlyList<ProcessPack> Packs { get; }

    /// <summary>The drawing an activity stands in; null inside a sequence or a branch, where every outcome goes on.</summary>
    public Flowchart? ChartOf(IActivity activity) => Charts.FirstOrDefault(c => c.Activities.Contains(activity));
}
