using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Options;
using Elsa.Workflows.Signals;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its activities one after the other.</summary>
[Category("Workflows")]
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence.")]
[Browsable(false)]
public class Sequence : Container
{
    private const string NextKey = "CurrentIndex";

    public Sequence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => RunNextAsync(context, null);

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var sequence = context.TargetContext;
        return sequence.GetIsBreaking() || context.ChildContext.Activity is ITerminalNode
            ? sequence.CompleteActivityAsync()
            : RunNextAsync(sequence, context.ChildContext);
    }

    private ValueTask RunNextAsync(ActivityExecutionContext context, ActivityExecutionContext? previous)
    {
        var next = context.GetProperty<int>(NextKey);
        if (next >= Activities.Count)
            return context.CompleteActivityAsync();
        context.SetProperty(NextKey, next + 1);
        var options = new ScheduleWorkOptions
        {
            CompletionCallback = OnChildCompletedAsync,
            SchedulingActivityExecutionId = previous?.Id,
        };
        return context.ScheduleActivityAsync(Activities.ElementAt(next), options);
    }
}
