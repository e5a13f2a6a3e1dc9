using Elsa.Common;
using Elsa.Expressions.Helpers;
using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;

namespace Workflows.Engine.Scheduling;

/// <inheritdoc />
internal sealed class TriggerScheduler(IWorkflowScheduler scheduler, ISystemClock clock) : ITriggerScheduler
{
    public async Task ScheduleAsync(IEnumerable<StoredTrigger> triggers, CancellationToken cancellationToken = default)
    {
        foreach (var trigger in triggers)
            await ScheduleAsync(trigger, cancellationToken);
    }

    private async Task ScheduleAsync(StoredTrigger trigger, CancellationToken stop)
    {
        switch (trigger.Name)
        {
            case SchedulingStimulusNames.StartAt:
                var at = trigger.Payload.ConvertTo<StartAtPayload>()?.ExecuteAt;
                // A moment that passed while nothing was published is over.
                if (at > clock.UtcNow)
                    await scheduler.ScheduleAtAsync(trigger.Id, RequestFor(trigger, trigger.Payload), at.Value, stop);
                break;
            case SchedulingStimulusNames.Timer when trigger.Payload.ConvertTo<TimerTriggerPayload>() is { } timer:
                await scheduler.ScheduleRecurringAsync(
                    trigger.Id,
                    RequestFor(trigger, timer),
                    timer.StartAt,
                    timer.Interval,
                    stop
                );
                break;
            case SchedulingStimulusNames.Cron when trigger.Payload.ConvertTo<CronTriggerPayload>() is { } cron:
                await scheduler.ScheduleCronAsync(trigger.Id, RequestFor(trigger, cron), cron.CronExpression, stop);
                break;
        }
    }

    private static ScheduleNewWorkflowInstanceRequest RequestFor(StoredTrigger trigger, object? payload) =>
        new()
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(
                trigger.WorkflowDefinitionVersionId
            ),
            TriggerActivityId = trigger.ActivityId,
            Input = payload is null ? null : new Dictionary<string, object> { ["TriggerPayload"] = payload },
        };

    public async Task UnscheduleAsync(
        IEnumerable<StoredTrigger> triggers,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var trigger in triggers)
            await scheduler.UnscheduleAsync(trigger.Id, cancellationToken);
    }
}
