using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases;
using Workflows.Cases.Tasks;

namespace Workflows.Tests.Cases;

/// <summary>A flow that opens one task and then does what the test says.</summary>
public sealed class ScriptedFlow
{
    /// <summary>The task that a new case begins with.</summary>
    public Func<Guid, NewTask> First { get; set; } = caseId => Review(caseId);

    /// <summary>What happens when a task was decided or a timer resumes: given the scope of the unit and what was brought.</summary>
    public Func<IServiceProvider, IDictionary<string, object>, Task> Next { get; set; } = (_, _) => Task.CompletedTask;

    public static NewTask Review(Guid caseId, string due = "correction.reviewWithin") =>
        new()
        {
            CaseId = caseId,
            Step = "cs-manager-review",
            Kind = TaskKind.Approve,
            Outcomes = ["Approved", "Returned", "Rejected"],
            ReturnTargets = ["applicant"],
            Role = "cs-manager",
            Due = due,
            BookmarkId = Guid.NewGuid().ToString("N"),
            ActivityId = "csManagerReview",
        };
}

/// <summary>The scripted flow within one scope.</summary>
internal sealed class BoundFlow(ScriptedFlow script, IServiceProvider scope) : IFlow
{
    public async Task<FlowStarted> StartAsync(FlowStart start, CancellationToken stop)
    {
        await scope.GetRequiredService<OpenTask>().RunAsync(script.First(start.CaseId), stop);
        return new FlowStarted(start.InstanceId, 1);
    }

    public Task ResumeAsync(
        string instanceId,
        string bookmarkId,
        IDictionary<string, object> input,
        CancellationToken stop
    ) => script.Next(scope, input);

    public Task RunScheduledAsync(string request, CancellationToken stop) =>
        script.Next(scope, new Dictionary<string, object> { ["Request"] = request });

    public Task RetryAsync(string instanceId, CancellationToken stop) => Task.CompletedTask;

    public Task<FlowReturns?> ReturnsAsync(
        string definitionId,
        int version,
        string activityId,
        CancellationToken stop
    ) => Task.FromResult<FlowReturns?>(null);

    public Task CancelAsync(string instanceId, CancellationToken stop) => Task.CompletedTask;
}
