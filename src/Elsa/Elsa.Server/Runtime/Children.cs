using Elsa.Workflows;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>When a child has ended, goes on with the parent that waits for it, with the child's output as input.</summary>
internal sealed class Children(IElsaSession session, IStimulusHasher hasher, Bursts bursts, IServiceProvider services)
{
    private const string Dispatched = "Elsa.DispatchWorkflow";
    private const string Executed = "Elsa.ExecuteWorkflow";

    public Task TellParentAsync(WorkflowState child, CancellationToken stop)
    {
        if (child.ParentWorkflowInstanceId is not { } parent)
            return Task.CompletedTask;
        string[] hashes =
        [
            hasher.Hash(Dispatched, new DispatchWorkflowStimulus(child.Id)),
            hasher.Hash(Executed, new ExecuteWorkflowStimulus(child.Id)),
        ];
        return bursts.FollowAsync(token => ResumeAsync(parent, hashes, child, token), stop);
    }

    private async Task ResumeAsync(string parent, string[] hashes, WorkflowState child, CancellationToken stop)
    {
        var waiting = await session
            .Db.Bookmarks.Where(b => b.InstanceId == parent && hashes.Contains(b.Hash))
            .Select(b => b.Id)
            .ToListAsync(stop);
        // The runner needs the writer and the writer needs this: resolved when it is time.
        var runner = services.GetRequiredService<InstanceRunner>();
        foreach (var bookmark in waiting)
        {
            var options = new RunWorkflowOptions
            {
                BookmarkId = bookmark,
                Input = new Dictionary<string, object>(child.Output),
            };
            await runner.RunAsync(parent, options, stop);
        }
    }
}
