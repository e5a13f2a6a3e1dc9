using Elsa.Workflows.Runtime;
using Microsoft.AspNetCore.SignalR;

namespace Workflows.Engine;

internal sealed record WorkflowInstanceUpdatedMessage(string WorkflowInstanceId);

internal sealed record WorkflowExecutionLogUpdatedMessage;

internal sealed record ActivityExecutionLogUpdatedMessage(ICollection<ActivityExecutionStats> Stats);

/// <summary>Where the instance viewer says which instance it shows, and listens.</summary>
internal sealed class WorkflowInstanceHub(LiveUpdates live) : Hub
{
    private const string Watched = "watched";

    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (Context.Items.TryGetValue(Watched, out var before) && before is string old)
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, old);
            live.Unwatch(old);
        }
        Context.Items[Watched] = instanceId;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        live.Watch(instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(Watched, out var instance) && instance is string id)
            live.Unwatch(id);
        return base.OnDisconnectedAsync(exception);
    }
}
