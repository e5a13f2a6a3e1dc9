using Elsa.Workflows.Helpers;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Workflows.Engine;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    private static readonly object OutputRegisterKey = new();
    private static readonly object LastResultKey = new();

    private readonly List<ActivityCompletionCallbackEntry> _completionCallbacks = [];
    private readonly List<ActivityExecutionContext> _contexts = [];
    private readonly Dictionary<string, ActivityExecutionContext> _contextsById = [];

    /// <summary>The bookmarks there were when the burst began.</summary>
    public ICollection<Bookmark> OriginalBookmarks { get; set; } = new List<Bookmark>();

    public ICollection<Bookmark> Bookmarks { get; set; } = new List<Bookmark>();

    public Diff<Bookmark> BookmarksDiff => Diff.For(OriginalBookmarks, Bookmarks);

    public ResumedBookmarkContext? ResumedBookmarkContext { get; set; }

    public ICollection<ActivityCompletionCallbackEntry> CompletionCallbacks => _completionCallbacks.AsReadOnly();

    /// <summary>Every execution of an activity that this burst has seen, completed ones included.</summary>
    public IReadOnlyCollection<ActivityExecutionContext> ActivityExecutionContexts => _contexts;

    /// <summary>Those that are kept: what has not completed, and the root, which holds the workflow's variables.</summary>
    public IEnumerable<ActivityExecutionContext> GetActiveActivityExecutionContexts() =>
        _contexts.Where(context => !context.IsCompleted || context.ParentActivityExecutionContext is null);

    public async Task<ActivityExecutionContext> CreateActivityExecutionContextAsync(
        IActivity activity,
        ActivityInvocationOptions? options = null
    )
    {
        var descriptor = await Tools.DescribeAsync(activity);
        var context = new ActivityExecutionContext(
            IdentityGenerator.GenerateId(),
            this,
            options?.Owner,
            activity,
            descriptor,
            SystemClock.UtcNow,
            options?.Tag,
            SystemClock,
            CancellationToken
        );
        foreach (var variable in options?.Variables ?? [])
            context.DeclareDynamic(variable);
        foreach (var (name, value) in options?.Input ?? new Dictionary<string, object>())
            context.ActivityInput[name] = value;
        context.RecordScheduler(options);
        return context;
    }

    public void AddActivityExecutionContext(ActivityExecutionContext context)
    {
        _contexts.Add(context);
        _contextsById[context.Id] = context;
    }

    public void RemoveActivityExecutionContext(ActivityExecutionContext context)
    {
        _contexts.Remove(context);
        _contextsById.Remove(context.Id);
        context.ParentActivityExecutionContext?.Children.Remove(context);
    }

    public void RemoveActivityExecutionContexts(Func<ActivityExecutionContext, bool> predicate)
    {
        foreach (var context in _contexts.Where(predicate).ToList())
            RemoveActivityExecutionContext(context);
    }

    public void ClearCompletedActivityExecutionContexts() =>
        RemoveActivityExecutionContexts(context =>
            context is { IsCompleted: true, ParentActivityExecutionContext: not null }
        );

    public void AddCompletionCallback(
        ActivityExecutionContext owner,
        ActivityNode child,
        ActivityCompletionCallback? completionCallback = null,
        object? tag = null
    ) => _completionCallbacks.Add(new(owner, child, completionCallback, tag));

    public ActivityCompletionCallbackEntry? PopCompletionCallback(ActivityExecutionContext owner, ActivityNode child)
    {
        var index = _completionCallbacks.FindIndex(entry => entry.Owner == owner && entry.Child == child);
        if (index < 0)
            return null;
        var found = _completionCallbacks[index];
        _completionCallbacks.RemoveAt(index);
        return found;
    }

    public void RemoveCompletionCallback(ActivityCompletionCallbackEntry entry) => _completionCallbacks.Remove(entry);

    public void RemoveCompletionCallbacks(IEnumerable<ActivityCompletionCallbackEntry> entries)
    {
        foreach (var entry in entries.ToList())
            _completionCallbacks.Remove(entry);
    }

    public void ClearCompletionCallbacks() => _completionCallbacks.Clear();

    public ActivityOutputRegister GetActivityOutputRegister()
    {
        if (TransientProperties.TryGetValue(OutputRegisterKey, out var known))
            return (ActivityOutputRegister)known;
        var register = new ActivityOutputRegister();
        TransientProperties[OutputRegisterKey] = register;
        return register;
    }

    public object? GetLastActivityResult() =>
        TransientProperties.TryGetValue(LastResultKey, out var value) ? value : null;

    internal void RecordActivityOutput(ActivityExecutionContext context, string? outputName, object? value)
    {
        GetActivityOutputRegister().Record(context, outputName, value);
        if (outputName == ActivityOutputRegister.DefaultOutputName)
            TransientProperties[LastResultKey] = value!;
    }

    internal ActivityExecutionContext? FindContext(string? id) =>
        id is null ? null : _contextsById.GetValueOrDefault(id);

    internal void RemoveCompletionCallbacksOf(ActivityExecutionContext owner) =>
        _completionCallbacks.RemoveAll(entry => entry.Owner == owner);
}
