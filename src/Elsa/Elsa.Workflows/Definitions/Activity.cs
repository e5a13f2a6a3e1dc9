using System.Text.Json.Serialization;
using Elsa.Extensions;
using Elsa.Workflows.Behaviors;
using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>Base of activities. It completes only when it says so; see <see cref="CodeActivity"/> for one that does so by itself.</summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private readonly SignalHandlers _signalHandlers = new();

    protected Activity(string? source = null, int? line = null)
    {
        Type = ActivityTypes.NameOf(GetType());
        Version = ActivityTypes.VersionOf(GetType());
        if (source is not null && line is not null)
            this.SetSource(source, line);
        Behaviors.Add(new ScheduledChildCallbackBehavior(this));
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null)
        : this(source, line)
    {
        Type = activityType;
        Version = version;
    }

    public string Id { get; set; } = null!;

    public string NodeId { get; set; } = null!;

    public string? Name { get; set; }

    public string Type { get; set; }

    public int Version { get; set; }

    [JsonIgnore]
    public bool CanStartWorkflow
    {
        get => this.GetCanStartWorkflow();
        set => this.SetCanStartWorkflow(value);
    }

    [JsonIgnore]
    public bool? RunAsynchronously
    {
        get => this.GetRunAsynchronously();
        set => this.SetRunAsynchronously(value);
    }

    [JsonIgnore]
    public string? CommitStrategy
    {
        get => this.GetCommitStrategy();
        set => this.SetCommitStrategy(value);
    }

    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();

    [JsonIgnore]
    public IDictionary<string, object> SyntheticProperties { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();

    [JsonIgnore]
    public ICollection<IBehavior> Behaviors { get; } = new List<IBehavior>();

    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) => new(CanExecute(context));

    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context) { }

    protected ValueTask CompleteAsync(ActivityExecutionContext context) => context.CompleteActivityAsync();

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context) { }

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) =>
        _signalHandlers.Add(signalType, handler);

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) => _signalHandlers.Add(handler);

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => _signalHandlers.Add(handler);

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) => CanExecuteAsync(context);

    async ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        foreach (var behavior in Behaviors)
            await behavior.ExecuteAsync(context);
    }

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        await _signalHandlers.HandleAsync(signal, context);
        foreach (var behavior in Behaviors)
            await behavior.ReceiveSignalAsync(signal, context);
    }
}
