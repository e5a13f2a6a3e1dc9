using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.Runtime.UIHints;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts another workflow, which runs when this burst is done; and waits for its end, if it is told to. The result is
/// then the child's outputs.
/// </summary>
[Activity("Elsa", "Composition", "Starts another workflow beside this one.")]
public class DispatchWorkflow : Activity<object>
{
    public DispatchWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    [Input(
        DisplayName = "Workflow Definition",
        Description = "The workflow to start.",
        UIHint = InputUIHints.WorkflowDefinitionPicker
    )]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation id that it is given.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "What it is given.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Whether to go on only when it has ended.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    [Input(Description = "Whether its trace is one of its own.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = null!;

    [Input(
        DisplayName = "Channel",
        Description = "The channel that it is started through.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DispatcherChannelOptionsProvider)
    )]
    public Input<string?> ChannelName { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var child = await ChildWorkflow.FindAsync(context, WorkflowDefinitionId.Get(context));
        child.CorrelationId = CorrelationId.GetOrDefault(context);
        child.GiveOwn(Input.GetOrDefault(context));
        child.IsAwaited = waits;
        child.StartsTrace = StartNewTrace.GetOrDefault(context);
        await child.DispatchAsync(ChannelName.GetOrDefault(context));
        if (!waits)
        {
            await context.CompleteActivityAsync();
            return;
        }
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                Callback = OnChildEndedAsync,
                Stimulus = new DispatchWorkflowStimulus(child.InstanceId),
                IncludeActivityInstanceId = false,
            }
        );
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        if (context.WorkflowInput.TryGetValue(ChildKeys.Refused, out var why))
            throw new InvalidOperationException(why.ToString());
        context.SetResult(context.WorkflowInput);
        await context.CompleteActivityAsync();
    }
}
