using Elsa.Workflows;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>
/// When a child has ended, goes on with the parent that waits for it, with what the child has put out. In the child's
/// transaction: either both know of the end or neither.
/// </summary>
internal sealed class Children(IElsaSession session, IStimulusHasher hasher, Bursts bursts, IServiceProvider services)
{
    private const string Dispatched = "Elsa.DispatchWorkflow";
    private const string Executed = "Elsa.ExecuteWorkflow";
    private const string OneOfMany = "Elsa.BulkDispatchWorkflows";

    /// <summary>
    /// Whether this burst is the one that the parent must hear of. A child that failed, was retried and ended once more
    /// has been counted already: the mark is written with its state.
    /// </summary>
    public static bool MustTell(WorkflowState child) =>
        child is { Status: WorkflowStatus.Finished, ParentWorkflowInstanceId: not null }
        && child.Properties.TryAdd(ChildKeys.IsTold, true);

    public Task TellParentAsync(WorkflowState child, CancellationToken stop) =>
        bursts.FollowAsync(token => ResumeAsync(child.ParentWorkflowInstanceId!, child, token), stop);

    /// <summary>Tells whoever waits for a child that it may not start, as if it had failed at once.</summary>
    public Task TellRefusedAsync(string parent, DispatchWorkflowDefinitionRequest refused, CancellationToken stop)
    {
        var never = new WorkflowState
        {
            Id = refused.InstanceId ?? "",
            Status = WorkflowStatus.Finished,
            SubStatus = WorkflowSubStatus.Faulted,
            Properties = refused.Properties ?? new Dictionary<string, object>(),
            Output = new Dictionary<string, object> { [ChildKeys.Refused] = Activation.Refusal },
        };
        return bursts.FollowAsync(token => ResumeAsync(parent, never, token), stop);
    }

    private async Task ResumeAsync(string parent, WorkflowState child, CancellationToken stop)
    {
        var many = hasher.Hash(OneOfMany, new BulkDispatchWorkflowsStimulus(parent));
        string[] hashes =
        [
            hasher.Hash(Dispatched, new DispatchWorkflowStimulus(child.Id)),
            hasher.Hash(Executed, new ExecuteWorkflowStimulus(child.Id)),
            many,
        ];
        var waiting = await session
            .Db.Bookmarks.Where(b => b.InstanceId == parent && hashes.Contains(b.Hash))
            .Select(b => new
            {
                b.Id,
                b.Hash,
                b.ActivityInstanceId,
            })
            .ToListAsync(stop);
        // The runner needs the writer and the writer needs this: resolved when it is time.
        var runner = services.GetRequiredService<InstanceRunner>();
        foreach (var bookmark in waiting)
        {
            var isOneOfMany = bookmark.Hash == many;
            // All that start many wait under the same hash: only the one that started this child hears of it.
            if (isOneOfMany && StarterOf(child) != bookmark.ActivityInstanceId)
                continue;
            var input = isOneOfMany ? Report(child) : new Dictionary<string, object>(child.Output);
            await runner.RunAsync(parent, new RunWorkflowOptions { BookmarkId = bookmark.Id, Input = input }, stop);
        }
    }

    private static string? StarterOf(WorkflowState child) =>
        child.Properties.TryGetValue(ChildKeys.Starter, out var starter) ? starter.ToString() : null;

    private static Dictionary<string, object> Report(WorkflowState child) =>
        new()
        {
            [ChildKeys.Output] = child.Output,
            [ChildKeys.InstanceId] = child.Id,
            [ChildKeys.Status] = child.Status,
            [ChildKeys.SubStatus] = child.SubStatus,
        };
}
