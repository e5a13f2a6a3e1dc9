namespace Elsa.Workflows;

/// <summary>Receives what descendants (or the activity itself) signal.</summary>
public interface ISignalHandler
{
    ValueTask ReceiveSignalAsync(object signal, SignalContext context);
}

/// <summary>A signal on its way from the sender up to the root.</summary>
public class SignalContext(
    ActivityExecutionContext receiverActivityExecutionContext,
    ActivityExecutionContext senderActivityExecutionContext,
    CancellationToken cancellationToken
)
{
    public ActivityExecutionContext ReceiverActivityExecutionContext { get; init; } = receiverActivityExecutionContext;

    public ActivityExecutionContext SenderActivityExecutionContext { get; init; } = senderActivityExecutionContext;

    public CancellationToken CancellationToken { get; init; } = cancellationToken;

    public bool IsSelf => SenderActivityExecutionContext.Activity == ReceiverActivityExecutionContext.Activity;

    internal bool StopPropagationRequested { get; private set; }

    public void StopPropagation() => StopPropagationRequested = true;
}
