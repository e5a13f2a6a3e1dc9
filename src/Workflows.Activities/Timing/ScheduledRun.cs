using System.Text.Json;
using Elsa.Scheduling;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;

namespace Workflows.Activities.Timing;

/// <summary>What a timer of the engine is to do, as it stands in the timer's row: resume an instance, or start one — once, by
/// a cron expression, or at an interval.</summary>
internal sealed record ScheduledRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Name { get; init; }
    public ResumeRun? Resume { get; init; }
    public StartRun? Start { get; init; }
    public string? Cron { get; init; }
    public DateTimeOffset? From { get; init; }
    public TimeSpan? Interval { get; init; }

    public static ScheduledRun Of(string name, ScheduleExistingWorkflowInstanceRequest request) =>
        new() { Name = name, Resume = new ResumeRun(request.WorkflowInstanceId, request.BookmarkId, request.Input) };

    public static ScheduledRun Of(string name, ScheduleNewWorkflowInstanceRequest request) =>
        new()
        {
            Name = name,
            Start = new StartRun(
                request.WorkflowDefinitionHandle.DefinitionVersionId,
                request.WorkflowDefinitionHandle.DefinitionId,
                request.TriggerActivityId,
                request.CorrelationId,
                request.Input
            ),
        };

    public static ScheduledRun Parse(string request) =>
        JsonSerializer.Deserialize<ScheduledRun>(request, Json)
        ?? throw new FormatException("The timer's request is empty.");

    public override string ToString() => JsonSerializer.Serialize(this, Json);

    /// <summary>Sets the next timer of a series; one that resumes an instance has none, its bookmark is gone.</summary>
    public async ValueTask ScheduleNextAsync(IWorkflowScheduler scheduler, CancellationToken stop)
    {
        if (Cron is not null)
            await scheduler.ScheduleCronAsync(Name, ToRequest(), Cron, stop);
        else if (Interval is { } interval)
            await scheduler.ScheduleRecurringAsync(Name, ToRequest(), From!.Value + interval, interval, stop);
    }

    public StartWorkflowRequest ToStart()
    {
        var request = ToRequest();
        return new StartWorkflowRequest
        {
            WorkflowDefinitionHandle = request.WorkflowDefinitionHandle,
            TriggerActivityId = request.TriggerActivityId,
            CorrelationId = request.CorrelationId,
            Input = request.Input,
        };
    }

    private ScheduleNewWorkflowInstanceRequest ToRequest() =>
        new()
        {
            WorkflowDefinitionHandle = new WorkflowDefinitionHandle
            {
                DefinitionVersionId = Start!.DefinitionVersionId,
                DefinitionId = Start.DefinitionId,
            },
            TriggerActivityId = Start.TriggerActivityId,
            CorrelationId = Start.CorrelationId,
            Input = Start.Input,
        };
}

/// <summary>An instance that waits at a bookmark.</summary>
internal sealed record ResumeRun(string WorkflowInstanceId, string? BookmarkId, IDictionary<string, object>? Input);

/// <summary>An instance to be started.</summary>
internal sealed record StartRun(
    string? DefinitionVersionId,
    string? DefinitionId,
    string? TriggerActivityId,
    string? CorrelationId,
    IDictionary<string, object>? Input
);
