using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <inheritdoc />
internal sealed class ActivityVisitor(IEnumerable<IActivityResolver> resolvers, IServiceProvider services)
    : IActivityVisitor
{
    private readonly List<IActivityResolver> _resolvers = resolvers
        .OrderByDescending(resolver => resolver.Priority)
        .ToList();

    public async Task<ActivityNode> VisitAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        var root = new ActivityNode(activity, "Root");
        var seen = new HashSet<IActivity> { activity };
        // Depth first without recursion: definitions may nest deeper than the stack.
        var pending = new Stack<ActivityNode>([root]);
        while (pending.TryPop(out var node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node.Activity is IInitializable initializable)
                await initializable.InitializeAsync(new InitializationContext(services, cancellationToken));
            foreach (var child in await ChildrenOf(node, seen, cancellationToken))
                pending.Push(child);
        }
        return root;
    }

    private async ValueTask<IEnumerable<ActivityNode>> ChildrenOf(
        ActivityNode parent,
        HashSet<IActivity> seen,
        CancellationToken stop
    )
    {
        var resolver = _resolvers.Find(candidate => candidate.GetSupportsActivity(parent.Activity));
        if (resolver is null)
            return [];
        foreach (var port in await resolver.GetActivityPortsAsync(parent.Activity, stop))
        {
            foreach (var activity in port.GetActivities().Where(seen.Add))
            {
                var child = new ActivityNode(activity, port.PortName);
                child.AddParent(parent);
                parent.AddChild(child);
            }
        }
        return parent.Children.Reverse();
    }
}

/// <summary>Children are the properties that hold activities, and the cases of a switch.</summary>
internal sealed class PropertyPorts : IActivityResolver
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Ports = new();

    public int Priority => -1;

    public bool GetSupportsActivity(IActivity activity) => true;

    public ValueTask<IEnumerable<ActivityPort>> GetActivityPortsAsync(
        IActivity activity,
        CancellationToken cancellationToken = default
    )
    {
        var ports = activity is Switch choice
            ? choice
                .Cases.Where(option => option.Activity is not null)
                .Select(option => ActivityPort.FromActivity(option.Activity!, option.Label))
            : [];
        return new(ports.Concat(FromProperties(activity)).ToList());
    }

    private static IEnumerable<ActivityPort> FromProperties(IActivity activity)
    {
        foreach (var property in Ports.GetOrAdd(activity.GetType(), Find))
        {
            switch (property.GetValue(activity))
            {
                case IActivity child:
                    yield return ActivityPort.FromActivity(child, property.Name);
                    break;
                case IEnumerable<IActivity> children:
                    yield return ActivityPort.FromActivities(children.Where(child => child is not null), property.Name);
                    break;
            }
        }
    }

    private static PropertyInfo[] Find(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && HoldsActivities(property.PropertyType))
            .ToArray();

    private static bool HoldsActivities(Type type) =>
        typeof(IActivity).IsAssignableFrom(type) || typeof(IEnumerable<IActivity>).IsAssignableFrom(type);
}
