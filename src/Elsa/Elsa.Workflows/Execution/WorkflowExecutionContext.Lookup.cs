using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    public ActivityNode Graph => WorkflowGraph.Root;

    public IReadOnlyCollection<ActivityNode> Nodes => (IReadOnlyCollection<ActivityNode>)WorkflowGraph.Nodes;

    public IDictionary<string, ActivityNode> NodeIdLookup => WorkflowGraph.NodeIdLookup;

    public IDictionary<string, ActivityNode> NodeHashLookup => WorkflowGraph.NodeHashLookup;

    public IDictionary<IActivity, ActivityNode> NodeActivityLookup => WorkflowGraph.NodeActivityLookup;

    public ActivityNode? FindNodeById(string nodeId) => WorkflowGraph.FindNodeById(nodeId);

    public ActivityNode? FindNodeByHash(string hash) => WorkflowGraph.FindNodeByHash(hash);

    public ActivityNode? FindNodeByActivity(IActivity activity) => WorkflowGraph.FindNodeByActivity(activity);

    public ActivityNode? FindNodeByActivityId(string activityId) => WorkflowGraph.FindNodeByActivityId(activityId);

    public IActivity? FindActivity(ActivityHandle handle) =>
        handle is { ActivityId: null, ActivityNodeId: null, ActivityInstanceId: { } instance }
            ? FindActivityByInstanceId(instance)
            : WorkflowGraph.FindActivity(handle);

    public IActivity? FindActivityById(string activityId) => WorkflowGraph.FindActivityById(activityId);

    public IActivity? FindActivityByNodeId(string nodeId) => WorkflowGraph.FindActivityByNodeId(nodeId);

    public IActivity? FindActivityByHash(string hash) => WorkflowGraph.FindActivityByHash(hash);

    public IActivity? FindActivityByInstanceId(string activityInstanceId) => FindContext(activityInstanceId)?.Activity;

    public T GetRequiredService<T>()
        where T : notnull => ServiceProvider.GetRequiredService<T>();

    public object GetRequiredService(Type serviceType) => ServiceProvider.GetRequiredService(serviceType);

    public T GetOrCreateService<T>()
        where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(ServiceProvider);

    public object GetOrCreateService(Type serviceType) =>
        ActivatorUtilities.GetServiceOrCreateInstance(ServiceProvider, serviceType);

    public T? GetService<T>()
        where T : notnull => ServiceProvider.GetService<T>();

    public object? GetService(Type serviceType) => ServiceProvider.GetService(serviceType);

    public IEnumerable<T> GetServices<T>()
        where T : notnull => ServiceProvider.GetServices<T>();

    public bool HasProperty(string name) => Properties.ContainsKey(name);

    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? Values.To<T>(value) : default;

    public void SetProperty<T>(string key, T value) => Properties[key] = value!;

    public T UpdateProperty<T>(string key, Func<T?, T> updater)
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value!;
        return value;
    }
}
