namespace Elsa.Workflows.Models;

/// <summary>An activity in its place: below which others, through which port.</summary>
public class ActivityNode(IActivity activity, string port)
{
    private readonly List<ActivityNode> _parents = [];
    private readonly List<ActivityNode> _children = [];
    private string? _nodeId;

    public IActivity Activity { get; } = activity;

    public string Port { get; } = port;

    /// <summary>The ids from the root down, joined by colons.</summary>
    public string NodeId =>
        _nodeId ??= string.Join(':', Ancestors().Reverse().Append(this).Select(node => node.Activity.Id));

    public IReadOnlyCollection<ActivityNode> Parents => _parents;

    public ICollection<ActivityNode> Children => _children.AsReadOnly();

    public void AddParent(ActivityNode parent)
    {
        _parents.Add(parent);
        _nodeId = null;
    }

    public void AddChild(ActivityNode child) => _children.Add(child);

    public IEnumerable<ActivityNode> Descendants()
    {
        var pending = new Stack<ActivityNode>(Enumerable.Reverse(_children));
        while (pending.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Enumerable.Reverse(node._children))
                pending.Push(child);
        }
    }

    public IEnumerable<ActivityNode> Ancestors()
    {
        for (var parent = _parents.FirstOrDefault(); parent is not null; parent = parent._parents.FirstOrDefault())
            yield return parent;
    }

    public IEnumerable<ActivityNode> Siblings() => _parents.SelectMany(parent => parent._children);

    public IEnumerable<ActivityNode> SiblingsAndCousins() => _parents.SelectMany(parent => parent.Descendants());
}
