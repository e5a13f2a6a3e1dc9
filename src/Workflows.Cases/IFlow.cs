namespace Workflows.Cases;

/// <summary>What moves a case along its definition. Implemented over the workflow engine, which this project does not know;
/// every call joins the running unit of work.</summary>
public interface IFlow
{
    /// <summary>Starts the published version of a definition and runs it until it waits.</summary>
    /// <returns>The instance and the version it runs on.</returns>
    Task<FlowStarted> StartAsync(FlowStart start, CancellationToken stop);

    /// <summary>Resumes what waits at a bookmark and runs until it waits again. A bookmark that is gone is left alone.</summary>
    Task ResumeAsync(string instanceId, string bookmarkId, IDictionary<string, object> input, CancellationToken stop);

    /// <summary>Runs a request that the engine's own scheduler wrote into a <see cref="Deadlines.CaseTimer.Request"/>.</summary>
    Task RunScheduledAsync(string request, CancellationToken stop);

    /// <summary>Runs an instance again from the activity that failed.</summary>
    Task RetryAsync(string instanceId, CancellationToken stop);

    /// <summary>Where a case can be sent back to from one of the flow's activities, besides what is drawn; null when only that
    /// applies.</summary>
    Task<FlowReturns?> ReturnsAsync(string definitionId, int version, string activityId, CancellationToken stop);

    /// <summary>Ends an instance that is no longer wanted.</summary>
    Task CancelAsync(string instanceId, CancellationToken stop);
}

/// <summary>What a flow starts with. <paramref name="CaseId"/> is its correlation id; <paramref name="InstanceId"/> is given
/// so that the case's row can name it before it runs.</summary>
public sealed record FlowStart(
    string DefinitionId,
    string InstanceId,
    Guid CaseId,
    string Name,
    IDictionary<string, object> Input
);

/// <summary>Where an activity's task can be returned to.</summary>
/// <param name="Earlier">Activities with tasks from which the flow leads to it.</param>
/// <param name="Drawn">Where the arrow for returning leads, if that is an activity with tasks.</param>
/// <param name="IsDrawnToApplicant">Whether the arrow leads to the applicant.</param>
public sealed record FlowReturns(IReadOnlySet<string> Earlier, string? Drawn, bool IsDrawnToApplicant)
{
    /// <summary>Whether outcomes lead along arrows there; in a sequence or a loop a return without a choice would go on.</summary>
    public bool HasArrows { get; init; } = true;
}

/// <summary>What was started.</summary>
public sealed record FlowStarted(string InstanceId, int Version);
