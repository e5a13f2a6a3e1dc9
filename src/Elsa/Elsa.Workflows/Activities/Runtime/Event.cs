using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Waits for an event of a name, or starts a workflow at it; what the event brings is the result.</summary>
[Activity("Elsa", "Primitives", "Waits for an event.")]
public class Event : Trigger<object?>
{
    public const string EventInputWorkflowInputKey = "__EventPayloadWorkflowInput";

    [JsonConstructor]
    internal Event([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new AutoCompleteBehavior(this));

    public Event(Input<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => EventName = eventName;

    public Event(string eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(eventName), source, line) { }

    public Event(
        Func<ExpressionExecutionContext, string?> eventName,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<string>(Expression.DelegateExpression(eventName)), source, line) { }

    public Event(Variable<string> variable, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(variable), source, line) { }

    [Input(Description = "The name of the event.")]
    public Input<string> EventName { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        context.GetEventStimulus(context.Get(EventName) ?? "");

    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
            context.SetResult(context.GetEventInput());
        else
            context.WaitForEvent(context.Get(EventName) ?? "", ReceiveAsync);
    }

    private async ValueTask ReceiveAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.GetEventInput());
        await context.CompleteActivityAsync();
    }
}
