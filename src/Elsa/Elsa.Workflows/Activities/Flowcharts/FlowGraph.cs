namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// The arrows of a flowchart as seen from its start. An arrow is <em>backward</em> when it closes a loop: breadth first
/// from the start, the first way to an activity is the forward one. Computed once; shared by all runs.
/// </summary>
public class FlowGraph
{
    private readonly IActivity? _root;
    private readonly ILookup<IActivity, Connection> _outbound;
    private readonly ILookup<IActivity, Connection> _inbound;
    private readonly ILookup<IActivity, Connection> _forwardInbound;
    private readonly ILookup<IActivity, Connection> _forwardOutbound;
    private readonly HashSet<Connection> _forward;
    private readonly Dictionary<Connection, bool> _validBackward;

    public FlowGraph(ICollection<Connection> connections, IActivity? rootActivity)
    {
        _root = rootActivity;
        _outbound = connections.ToLookup(connection => connection.Source.Activity);
        _inbound = connections.ToLookup(connection => connection.Target.Activity);
        _forward = rootActivity is null ? [] : FindForward(rootActivity);
        var forward = connections.Where(_forward.Contains).Distinct().ToList();
        _forwardInbound = forward.ToLookup(connection => connection.Target.Activity);
        _forwardOutbound = forward.ToLookup(connection => connection.Source.Activity);
        _validBackward = connections
            .Where(connection => !_forward.Contains(connection))
            .Distinct()
            .ToDictionary(back => back, IsValidBackward);
    }

    public List<Connection> GetOutboundConnections(IActivity activity) => _outbound[activity].ToList();

    public List<Connection> GetInboundConnections(IActivity activity) => _inbound[activity].ToList();

    public List<Connection> GetForwardInboundConnections(IActivity activity) => _forwardInbound[activity].ToList();

    /// <summary>A backward arrow is valid when every way from the start to its source leads through its target.</summary>
    public bool IsBackwardConnection(Connection connection, out bool isValid) =>
        _validBackward.TryGetValue(connection, out isValid);

    /// <summary>An activity that cannot be reached from the start.</summary>
    public bool IsDanglingActivity(IActivity activity) => activity != _root && !_forwardInbound[activity].Any();

    /// <summary>Everything that can come before an activity, loops aside.</summary>
    public List<IActivity> GetAncestorActivities(IActivity activity) =>
        Walk(activity, current => _forwardInbound[current].Select(connection => connection.Source.Activity))
            .Skip(1)
            .ToList();

    private HashSet<Connection> FindForward(IActivity root)
    {
        var next = new Dictionary<IActivity, List<IActivity>>();
        var seen = new HashSet<IActivity> { root };
        var pending = new Queue<IActivity>([root]);
        var forward = new HashSet<Connection>();
        while (pending.TryDequeue(out var source))
        {
            foreach (var connection in _outbound[source])
            {
                var target = connection.Target.Activity;
                var known = next.TryGetValue(source, out var targets) && targets.Contains(target);
                if (!known && Walk(target, current => next.GetValueOrDefault(current) ?? []).Contains(source))
                    continue;
                forward.Add(connection);
                if (!known)
                    (next.TryGetValue(source, out targets) ? targets : next[source] = []).Add(target);
                if (seen.Add(target))
                    pending.Enqueue(target);
            }
        }
        return forward;
    }

    private bool IsValidBackward(Connection connection)
    {
        var (source, target) = (connection.Source.Activity, connection.Target.Activity);
        if (_root is null || source == target || target == _root)
            return _root is not null;
        // Without the target, the source must be out of reach.
        return !Walk(
                _root,
                current =>
                    _forwardOutbound[current].Select(onward => onward.Target.Activity).Where(onward => onward != target)
            )
            .Contains(source);
    }

    private static IEnumerable<IActivity> Walk(IActivity from, Func<IActivity, IEnumerable<IActivity>> neighbours)
    {
        var seen = new HashSet<IActivity> { from };
        var pending = new Queue<IActivity>([from]);
        while (pending.TryDequeue(out var current))
        {
            yield return current;
            foreach (var neighbour in neighbours(current).Where(seen.Add))
                pending.Enqueue(neighbour);
        }
    }
}
