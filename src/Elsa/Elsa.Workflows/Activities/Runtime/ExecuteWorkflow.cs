using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Runs another workflow, here and now, until it ends or waits; and then waits for its end, if it is told to. As in
/// Elsa the result is the child's state when it ended at once, and the child's outputs alone when it had to be waited for.
/// </summary>
[Activity("Elsa", "Composition", "Runs another workflow within this one.", Kind = ActivityKind.Task)]
public class ExecuteWorkflow : Activity<ExecuteWorkflowResult>
{
    public ExecuteWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    [Input(
        DisplayName = "Workflow Definition",
        Description = "The workflow to run.",
        UIHint = InputUIHints.WorkflowDefinitionPicker
    )]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation id that it is given.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "What it is given.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Whether to go on only when it has ended.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var child = await ChildWorkflow.FindAsync(context, WorkflowDefinitionId.Get(context));
        child.CorrelationId = CorrelationId.GetOrDefault(context);
        child.GiveOwn(Input.GetOrDefault(context));
        child.IsAwaited = waits;
        var result = await child.RunAsync();
        if (!waits || result.Status == WorkflowStatus.Finished)
        {
            context.SetResult(result);
            await context.CompleteActivityAsync();
            return;
        }
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                Callback = OnChildEndedAsync,
                Stimulus = new ExecuteWorkflowStimulus(result.WorkflowInstanceId),
                IncludeActivityInstanceId = false,
            }
        );
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.WorkflowInput);
        await context.CompleteActivityAsync();
    }
}
