using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.Workflows.Signals;

/// <summary>Raised by an activity when it is done; the parent that scheduled it runs its callback.</summary>
public record ActivityCompleted(object? Result = null);

/// <summary>Asks the nearest loop to stop.</summary>
public record BreakSignal;

/// <summary>Tells an activity that it has been cancelled.</summary>
public record CancelSignal;

/// <summary>Asks the nearest composite to complete with <see cref="Value"/>.</summary>
public record CompleteCompositeSignal(object? Value = null);

/// <summary>Asks the flowchart to follow these outcomes although the sender has not completed.</summary>
public record ScheduleActivityOutcomes(params string[] Outcomes);

/// <summary>Asks the parent to schedule a child, new or already begun.</summary>
public class ScheduleChildActivity
{
    public ScheduleChildActivity(IActivity activity, IDictionary<string, object>? input = null)
    {
        Activity = activity;
        Input = input;
    }

    public ScheduleChildActivity(
        ActivityExecutionContext activityExecutionContext,
        IDictionary<string, object>? input = null
    )
    {
        Activity = activityExecutionContext.Activity;
        ActivityExecutionContext = activityExecutionContext;
        Input = input;
    }

    public IActivity Activity { get; init; }

    public ActivityExecutionContext? ActivityExecutionContext { get; init; }

    public IDictionary<string, object>? Input { get; init; }
}
