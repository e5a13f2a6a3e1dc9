using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Activities.Returning;

/// <summary>Sets back how often a flowchart has visited what is to be done anew, so that joins further on wait again for
/// that, and for nothing else. Elsa keeps the counts to itself, but they are saved as JSON with every instance.</summary>
internal static class VisitCounts
{
    private const string Activities = "ActivitiesVisitCount";
    private const string Arrows = "ConnectionVisitCount";
    private const string Taken = "ConnectionLastVisitFollowed";

    /// <param name="target">The activity that is done anew first: only what follows it is set back.</param>
    public static FlowScope SetBack(FlowScope before, Flowchart chart, IActivity target, IReadOnlySet<IActivity> anew)
    {
        var counts = JsonSerializer.SerializeToNode(before)!.AsObject();
        foreach (var activity in anew)
            counts[Activities]!.AsObject().Remove(activity.Id);
        foreach (var arrow in chart.Connections)
        {
            var key = KeyOf(arrow);
            if (arrow.Source.Activity == target || anew.Contains(arrow.Source.Activity))
            {
                counts[Arrows]!.AsObject().Remove(key);
                counts[Taken]!.AsObject().Remove(key);
            }
            else if (anew.Contains(arrow.Target.Activity) && counts[Arrows]![key] is not null)
                // What another branch has brought still stands: one visit, like all that are to come.
                counts[Arrows]![key] = 1;
        }
        return counts.Deserialize<FlowScope>()!;
    }

    private static string KeyOf(Connection arrow)
    {
        var only = new FlowScope();
        only.RegisterConnectionVisit(arrow, followed: true);
        return JsonSerializer.SerializeToNode(only)![Arrows]!.AsObject().Single<KeyValuePair<string, JsonNode?>>().Key;
    }
}
