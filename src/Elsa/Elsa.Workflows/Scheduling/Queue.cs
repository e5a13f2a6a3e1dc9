using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>First come, first served.</summary>
public class QueueBasedActivityScheduler : IActivityScheduler
{
    private readonly Queue<ActivityWorkItem> _items = new();

    public bool HasAny => _items.Count > 0;

    public void Schedule(ActivityWorkItem workItem) => _items.Enqueue(workItem);

    public ActivityWorkItem Take() => _items.Dequeue();

    public IEnumerable<ActivityWorkItem> List() => _items;

    public bool Any(Func<ActivityWorkItem, bool> predicate) => _items.Any(predicate);

    public ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate) => _items.FirstOrDefault(predicate);

    public void Clear() => _items.Clear();
}

/// <inheritdoc />
public class ActivitySchedulerFactory : IActivitySchedulerFactory
{
    public IActivityScheduler CreateScheduler() => new QueueBasedActivityScheduler();
}
