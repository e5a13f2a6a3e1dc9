using System.Text.Json.Serialization;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// How often a running flowchart has visited its activities and arrows. An arrow is visited when its source completed,
/// taken or not: a join knows from this which of its arrows are still to be decided. Saved with the instance.
/// </summary>
public class FlowScope
{
    [JsonInclude]
    private Dictionary<string, long> ActivitiesVisitCount { get; init; } = [];

    [JsonInclude]
    private Dictionary<string, long> ConnectionVisitCount { get; init; } = [];

    [JsonInclude]
    private Dictionary<string, bool> ConnectionLastVisitFollowed { get; init; } = [];

    public void RegisterActivityVisit(IActivity activity) => ActivitiesVisitCount[activity.Id] = VisitsOf(activity) + 1;

    public void RegisterConnectionVisit(Connection connection, bool followed)
    {
        ConnectionVisitCount[connection.Key] = VisitsOf(connection) + 1;
        ConnectionLastVisitFollowed[connection.Key] = followed;
    }

    public bool GetConnectionLastVisitFollowed(Connection connection) =>
        ConnectionLastVisitFollowed.GetValueOrDefault(connection.Key);

    /// <summary>Every arrow into the activity has been decided since the activity last ran.</summary>
    public bool AllInboundConnectionsVisited(FlowGraph flowGraph, IActivity activity) =>
        flowGraph.GetForwardInboundConnections(activity).Min(VisitsOf) > VisitsOf(activity);

    /// <summary>An arrow into the activity was taken in the newest round.</summary>
    public bool AnyInboundConnectionsFollowed(FlowGraph flowGraph, IActivity activity)
    {
        var inbound = flowGraph.GetForwardInboundConnections(activity);
        var newest = inbound.Max(VisitsOf);
        return newest > VisitsOf(activity) && inbound.Any(connection => WasFollowedIn(newest, connection));
    }

    /// <summary>All arrows into the activity were taken in the newest round.</summary>
    public bool AllInboundConnectionsFollowed(FlowGraph flowGraph, IActivity activity)
    {
        var inbound = flowGraph.GetForwardInboundConnections(activity);
        var newest = inbound.Max(VisitsOf);
        return newest > VisitsOf(activity) && inbound.All(connection => WasFollowedIn(newest, connection));
    }

    /// <summary>The activity has already answered this visit of the arrow.</summary>
    public bool ShouldIgnoreConnection(Connection connection, IActivity activity) =>
        VisitsOf(connection) <= VisitsOf(activity);

    private bool WasFollowedIn(long round, Connection connection) =>
        VisitsOf(connection) == round && GetConnectionLastVisitFollowed(connection);

    private long VisitsOf(IActivity activity) => ActivitiesVisitCount.GetValueOrDefault(activity.Id);

    private long VisitsOf(Connection connection) => ConnectionVisitCount.GetValueOrDefault(connection.Key);
}
