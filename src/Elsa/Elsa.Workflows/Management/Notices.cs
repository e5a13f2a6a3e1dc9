namespace Elsa.Mediator.Contracts;

/// <summary>Something that happened or is about to; whoever wants to know registers a handler in DI.</summary>
public interface INotification;

/// <summary>The root of all handlers.</summary>
public interface INotificationHandler;

/// <summary>Called, in the sender's scope and transaction, for each notification of the type it names.</summary>
public interface INotificationHandler<in T> : INotificationHandler
    where T : INotification
{
    Task HandleAsync(T notification, CancellationToken cancellationToken);
}

/// <summary>Tells all handlers, one after the other.</summary>
public interface INotificationSender
{
    Task SendAsync(INotification notification, CancellationToken cancellationToken = default);
}
