using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Publishes an event: to whoever waits for its name, to one correlation id, or to this instance only.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public class PublishEvent : Activity
{
    public PublishEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    [Input(Description = "The name of the event.")]
    public Input<string> EventName { get; set; } = null!;

    [Input(Description = "Reaches only instances with this correlation id.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(DisplayName = "Local event", Description = "Reaches this instance only.")]
    public Input<bool> IsLocalEvent { get; set; } = null!;

    [Input(Description = "What the event brings.")]
    public Input<object> Payload { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var correlationId = CorrelationId.GetOrDefault(context);
        await context
            .GetRequiredService<IEventPublisher>()
            .PublishAsync(
                EventName.Get(context),
                string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
                IsLocalEvent.GetOrDefault(context) ? context.WorkflowExecutionContext.Id : null,
                payload: Payload.GetOrDefault(context),
                asynchronous: true,
                cancellationToken: context.CancellationToken
            );
        await context.CompleteActivityAsync();
    }
}
