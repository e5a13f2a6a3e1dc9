using System.Collections.Concurrent;
using Elsa.Mediator.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Calls the registered handlers in the order of registration, in the sender's scope.</summary>
internal sealed class NoticeSender(IServiceProvider services) : INotificationSender
{
    private static readonly ConcurrentDictionary<Type, Caller> Callers = new();

    public Task SendAsync(INotification notification, CancellationToken cancellationToken = default) =>
        Callers
            .GetOrAdd(
                notification.GetType(),
                static type => (Caller)Activator.CreateInstance(typeof(Caller<>).MakeGenericType(type))!
            )
            .CallAsync(services, notification, cancellationToken);

    private abstract class Caller
    {
        public abstract Task CallAsync(IServiceProvider services, INotification notice, CancellationToken stop);
    }

    private sealed class Caller<T> : Caller
        where T : INotification
    {
        public override async Task CallAsync(IServiceProvider services, INotification notice, CancellationToken stop)
        {
            foreach (var handler in services.GetServices<INotificationHandler<T>>())
                await handler.HandleAsync((T)notice, stop);
        }
    }
}
