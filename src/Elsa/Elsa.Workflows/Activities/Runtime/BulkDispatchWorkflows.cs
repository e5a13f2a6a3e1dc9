using System.Runtime.CompilerServices;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.Runtime.UIHints;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts a workflow for each item. Where it waits, it runs an activity for each child that ends, and is done when the
/// last of these is.
/// </summary>
[Activity("Elsa", "Composition", "Starts another workflow for each of many items.", Kind = ActivityKind.Task)]
[FlowNode("Completed", "Canceled", "Done")]
public class BulkDispatchWorkflows : Activity
{
    private const string StartedKey = "DispatchedInstancesCountKey";
    private const string EndedKey = "CompletedInstancesCountKey";
    private const string UsualItemKey = "Item";

    public BulkDispatchWorkflows([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    [Input(
        DisplayName = "Workflow Definition",
        Description = "The workflow to start.",
        UIHint = InputUIHints.WorkflowDefinitionPicker
    )]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(Description = "The items.")]
    public Input<object> Items { get; set; } = null!;

    [Input(
        Description = "The input that an item is given as, unless it is itself a set of inputs.",
        DefaultValue = "Item"
    )]
    public Input<string> DefaultItemInputKey { get; set; } = new(UsualItemKey);

    [Input(
        DisplayName = "Correlation ID Function",
        Description = "Gives the correlation id for an item.",
        AutoEvaluate = false
    )]
    public Input<string?>? CorrelationIdFunction { get; set; }

    [Input(Description = "What each is given besides.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Whether to go on only when all have ended.", DefaultValue = true)]
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    [Input(Description = "Whether their traces are their own.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    [Input(
        DisplayName = "Channel",
        Description = "The channel that they are started through.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DispatcherChannelOptionsProvider)
    )]
    public Input<string?> ChannelName { get; set; } = null!;

    [Port]
    public IActivity? ChildCompleted { get; set; }

    [Port]
    public IActivity? ChildFaulted { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var started = 0L;
        await foreach (var item in context.GetItemSource<object>(Items))
        {
            await DispatchAsync(context, item, waits);
            started++;
        }
        context.SetProperty(StartedKey, started);
        if (!waits || started == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
            return;
        }
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                Callback = OnChildEndedAsync,
                Stimulus = new BulkDispatchWorkflowsStimulus(context.WorkflowExecutionContext.Id)
                {
                    ScheduledInstanceIdsCount = started,
                },
                IncludeActivityInstanceId = false,
                AutoBurn = false,
            }
        );
    }

    private async Task DispatchAsync(ActivityExecutionContext context, object item, bool waits)
    {
        var key = DefaultItemInputKey.GetOrDefault(context, () => UsualItemKey)!;
        var asInput = new Dictionary<string, object> { [key] = item };
        var child = await ChildWorkflow.FindAsync(context, WorkflowDefinitionId.Get(context));
        child.Give(Input.GetOrDefault(context));
        child.Give(item as IDictionary<string, object> ?? asInput);
        child.CorrelationId = await CorrelationIdAsync(context, asInput);
        child.IsAwaited = waits;
        child.StartsTrace = StartNewTrace.GetOrDefault(context);
        await child.DispatchAsync(ChannelName.GetOrDefault(context));
    }

    private async Task<string?> CorrelationIdAsync(ActivityExecutionContext context, Dictionary<string, object> item) =>
        CorrelationIdFunction?.Expression is not { } expression
            ? null
            : await context
                .GetRequiredService<IExpressionEvaluator>()
                .EvaluateAsync<string>(
                    expression,
                    context.ExpressionExecutionContext,
                    new ExpressionEvaluatorOptions { Arguments = item }
                );

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        var ended = context.WorkflowInput;
        context.SetProperty(EndedKey, context.GetProperty<long>(EndedKey) + 1);
        var next = context.GetWorkflowInput<WorkflowSubStatus>(ChildKeys.SubStatus) switch
        {
            WorkflowSubStatus.Faulted => ChildFaulted,
            WorkflowSubStatus.Finished => ChildCompleted,
            _ => null,
        };
        if (next is null)
        {
            await CompleteIfAllEndedAsync(context);
            return;
        }
        var child = new Variable<string>("ChildInstanceId", (string)ended[ChildKeys.InstanceId]);
        var options = new ScheduleWorkOptions
        {
            Input = ended,
            Variables = [child.WithWorkflowStorage()],
            CompletionCallback = OnChildHandledAsync,
        };
        await context.ScheduleActivityAsync(next, options);
    }

    private ValueTask OnChildHandledAsync(ActivityCompletedContext context) =>
        CompleteIfAllEndedAsync(context.TargetContext);

    // What is done for one child may still be under way when another ends: completing would cancel it.
    private static async ValueTask CompleteIfAllEndedAsync(ActivityExecutionContext context)
    {
        if (context.GetProperty<long>(EndedKey) < context.GetProperty<long>(StartedKey))
            return;
        if (context.OpenChildren.Count > 0)
            return;
        await context.CompleteActivityWithOutcomesAsync("Completed", "Done");
    }
}
