using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workflows.Engine;

/// <summary>Tells who looks at an instance that it has changed, once the change is committed.</summary>
internal sealed class LiveUpdates(
    IHubContext<WorkflowInstanceHub> hub,
    IServiceScopeFactory scopes,
    ILogger<LiveUpdates> log
)
{
    private readonly ConcurrentDictionary<string, int> _watched = new();

    public void Watch(string instanceId) => _watched.AddOrUpdate(instanceId, 1, (_, count) => count + 1);

    public void Unwatch(string instanceId)
    {
        if (_watched.AddOrUpdate(instanceId, 0, (_, count) => count - 1) <= 0)
            _watched.TryRemove(instanceId, out _);
    }

    public void Changed(IElsaSession session, string instanceId, IReadOnlyCollection<string> nodeIds)
    {
        if (!_watched.ContainsKey(instanceId))
            return;
        session.AfterCommit(() => _ = TellAsync(instanceId, nodeIds));
    }

    private async Task TellAsync(string instanceId, IReadOnlyCollection<string> nodeIds)
    {
        try
        {
            var watchers = hub.Clients.Group(instanceId);
            await watchers.SendAsync("WorkflowInstanceUpdatedAsync", new WorkflowInstanceUpdatedMessage(instanceId));
            await watchers.SendAsync("WorkflowExecutionLogUpdatedAsync", new WorkflowExecutionLogUpdatedMessage());
            if (nodeIds.Count == 0)
                return;
            await using var scope = scopes.CreateAsyncScope();
            var executions = scope.ServiceProvider.GetRequiredService<Executions>();
            var stats = await executions.StatsAsync(instanceId, nodeIds, CancellationToken.None);
            await watchers.SendAsync("ActivityExecutionLogUpdatedAsync", new ActivityExecutionLogUpdatedMessage(stats));
        }
#pragma warning disable CA1031 // A viewer that hears nothing can reload; the case has already moved.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "Could not tell the viewers of {Instance} that it changed.", instanceId);
        }
    }
}
