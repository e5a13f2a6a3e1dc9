using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Activities.Returning;

/// <summary>What comes after what in a drawing.</summary>
internal sealed class FlowReach(Flowchart chart, IActivity? start)
{
    private readonly FlowGraph _graph = new(chart.Connections, start!);

    /// <summary>What is done anew when <paramref name="target"/> is, until the flow is back at <paramref name="here"/> and
    /// beyond. Empty when the flow does not lead from one to the other.</summary>
    public IReadOnlySet<IActivity> Between(IActivity target, IActivity here)
    {
        var anew = Forward([target]);
        anew.Remove(target);
        // A step that only a loop leads on from: what the loop leads to is done again too.
        while (!anew.Contains(here))
        {
            var before = anew.Count;
            foreach (var head in Forward(LoopHeads([target, .. anew])))
                anew.Add(head);
            if (anew.Count == before)
                return new HashSet<IActivity>();
        }
        return anew;
    }

    /// <summary>Everything from which the arrows lead to an activity, loops included; not itself.</summary>
    public static IReadOnlySet<IActivity> Before(Flowchart chart, IActivity here)
    {
        var seen = new HashSet<IActivity>();
        var pending = new Queue<IActivity>([here]);
        while (pending.TryDequeue(out var current))
            foreach (var arrow in chart.Connections.Where(c => c.Target.Activity == current))
                if (seen.Add(arrow.Source.Activity))
                    pending.Enqueue(arrow.Source.Activity);
        seen.Remove(here);
        return seen;
    }

    private HashSet<IActivity> Forward(IEnumerable<IActivity> from)
    {
        var seen = new HashSet<IActivity>(from);
        var pending = new Queue<IActivity>(seen);
        while (pending.TryDequeue(out var current))
            foreach (var arrow in _graph.GetOutboundConnections(current).Where(c => !IsBackward(c)))
                if (seen.Add(arrow.Target.Activity))
                    pending.Enqueue(arrow.Target.Activity);
        return seen;
    }

    private IEnumerable<IActivity> LoopHeads(IEnumerable<IActivity> from) =>
        from.SelectMany(_graph.GetOutboundConnections).Where(IsBackward).Select(c => c.Target.Activity);

    private bool IsBackward(Connection arrow) => _graph.IsBackwardConnection(arrow, out _);
}
