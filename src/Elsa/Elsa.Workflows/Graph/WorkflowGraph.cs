using System.Security.Cryptography;
using System.Text;
using Elsa.Workflows.Activities;

namespace Elsa.Workflows.Models;

/// <summary>
/// A workflow with every activity in it found and named. Built once for a version and shared by all runs: nothing in
/// it may change afterwards.
/// </summary>
public record WorkflowGraph
{
    private readonly Lazy<IDictionary<string, ActivityNode>> _byHash;
    private readonly Dictionary<string, ActivityNode> _byActivityId = [];

    public WorkflowGraph(Workflow workflow, ActivityNode root, IEnumerable<ActivityNode> nodes)
    {
        Workflow = workflow;
        Root = root;
        Nodes = nodes.ToList();
        NodeIdLookup = Nodes.ToDictionary(node => node.NodeId);
        NodeActivityLookup = Nodes.ToDictionary(node => node.Activity);
        foreach (var node in Nodes)
            _byActivityId.TryAdd(node.Activity.Id, node);
        _byHash = new(() => Nodes.ToDictionary(node => Hash(node.NodeId)));
    }

    public Workflow Workflow { get; }

    public ActivityNode Root { get; }

    public ICollection<ActivityNode> Nodes { get; }

    public IDictionary<string, ActivityNode> NodeIdLookup { get; }

    public IDictionary<string, ActivityNode> NodeHashLookup => _byHash.Value;

    public IDictionary<IActivity, ActivityNode> NodeActivityLookup { get; }

    public IActivity? FindActivity(ActivityHandle handle) =>
        handle.ActivityId is { } id ? FindActivityById(id)
        : handle.ActivityNodeId is { } nodeId ? FindActivityByNodeId(nodeId)
        : handle.ActivityHash is { } hash ? FindActivityByHash(hash)
        : null;

    public IActivity? FindActivityById(string activityId) => FindNodeByActivityId(activityId)?.Activity;

    public IActivity? FindActivityByNodeId(string nodeId) => FindNodeById(nodeId)?.Activity;

    public IActivity? FindActivityByHash(string hash) => FindNodeByHash(hash)?.Activity;

    public ActivityNode? FindNodeById(string nodeId) => NodeIdLookup.TryGetValue(nodeId, out var node) ? node : null;

    public ActivityNode? FindNodeByHash(string hash) => NodeHashLookup.TryGetValue(hash, out var node) ? node : null;

    public ActivityNode? FindNodeByActivity(IActivity activity) =>
        NodeActivityLookup.TryGetValue(activity, out var node) ? node : null;

    public ActivityNode? FindNodeByActivityId(string activityId) => _byActivityId.GetValueOrDefault(activityId);

    private static string Hash(string nodeId) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(nodeId)));
}
