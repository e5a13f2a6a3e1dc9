using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Extensions;

/// <summary>Lets an activity wait for an event.</summary>
public static class ActivityExecutionContextEventExtensions
{
    public static void WaitForEvent(
        this ActivityExecutionContext context,
        string eventName,
        ExecuteActivityDelegate? callback = null
    ) =>
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = RuntimeStimulusNames.Event,
                Stimulus = new EventStimulus(eventName),
                Callback = callback,
            }
        );

    public static EventStimulus GetEventStimulus(this TriggerIndexingContext context, string eventName)
    {
        context.TriggerName = RuntimeStimulusNames.Event;
        return new EventStimulus(eventName);
    }

    /// <summary>What the event brought.</summary>
    public static object? GetEventInput(this ActivityExecutionContext context) =>
        context.WorkflowInput.TryGetValue(Event.EventInputWorkflowInputKey, out var input) ? input : null;
}
