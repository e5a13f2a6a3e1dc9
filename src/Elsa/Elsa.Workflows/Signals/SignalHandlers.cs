using Elsa.Workflows;

namespace Workflows.Engine;

/// <summary>Handlers by type of signal; most activities have none, so nothing is allocated until one is added.</summary>
internal sealed class SignalHandlers
{
    private List<(Type Type, Func<object, SignalContext, ValueTask> Handle)>? _handlers;

    public void Add(Type type, Func<object, SignalContext, ValueTask> handle) => (_handlers ??= []).Add((type, handle));

    public void Add<T>(Func<T, SignalContext, ValueTask> handle) =>
        Add(typeof(T), (signal, context) => handle((T)signal, context));

    public void Add<T>(Action<T, SignalContext> handle) =>
        Add(
            typeof(T),
            (signal, context) =>
            {
                handle((T)signal, context);
                return ValueTask.CompletedTask;
            }
        );

    public async ValueTask HandleAsync(object signal, SignalContext context)
    {
        if (_handlers is null)
            return;
        foreach (var (type, handle) in _handlers)
        {
            if (type == signal.GetType())
                await handle(signal, context);
        }
    }
}
