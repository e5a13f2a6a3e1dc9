using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;

namespace Workflows.Engine;

/// <summary>Goes on with what waits at a bookmark; with an instance that runs just now, when its burst is done.</summary>
internal sealed class Resumption(IWorkflowRuntime runtime, Bursts bursts)
{
    /// <returns>What came of it; null where it comes later.</returns>
    public async Task<RunWorkflowInstanceResponse?> ResumeAsync(
        StoredBookmark bookmark,
        IDictionary<string, object>? input,
        IDictionary<string, object>? properties,
        CancellationToken stop
    )
    {
        var request = new RunWorkflowInstanceRequest
        {
            BookmarkId = bookmark.Id,
            Input = input,
            Properties = properties,
        };
        var client = await runtime.CreateClientAsync(bookmark.WorkflowInstanceId, stop);
        if (!bursts.IsRunning(bookmark.WorkflowInstanceId))
            return await client.RunInstanceAsync(request, stop);
        await bursts.FollowAsync(token => client.RunInstanceAsync(request, token), stop);
        return null;
    }
}
