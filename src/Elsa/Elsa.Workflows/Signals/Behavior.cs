using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>Something that several kinds of activity do alike, added to an activity rather than inherited.</summary>
public interface IBehavior : ISignalHandler
{
    IActivity Owner { get; }

    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <inheritdoc />
public abstract class Behavior(IActivity owner) : IBehavior
{
    private readonly SignalHandlers _signalHandlers = new();

    public IActivity Owner { get; } = owner;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context) { }

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

    ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        await _signalHandlers.HandleAsync(signal, context);
    }
}
