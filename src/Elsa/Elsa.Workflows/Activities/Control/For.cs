using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Counts from one number to another, running its body each time with the variable CurrentValue.</summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public class For : Activity
{
    private const string CurrentKey = "CurrentStep";

    public For([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public For(
        int start,
        int end,
        int step,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line)
    {
        Start = new Input<int>(start);
        End = new Input<int>(end);
        Step = new Input<int>(step);
    }

    [Input(Description = "The start step.")]
    public Input<int> Start { get; set; } = new(0);

    [Input(Description = "The end step.")]
    public Input<int> End { get; set; } = new(0);

    [Input(Description = "The step size. To count down, enter a negative number.")]
    public Input<int> Step { get; set; } = new(1);

    [Input(
        Description = "Controls whether the end step is upper/lowerbound inclusive or exclusive. True (inclusive) by default.",
        DefaultValue = true
    )]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    [Port]
    public IActivity? Body { get; set; }

    [Output]
    public Output<object?> CurrentValue { get; set; } = new();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Body is null ? context.CompleteActivityAsync() : RunRoundAsync(context);

    private ValueTask OnChildComplete(ActivityCompletedContext context) => RunRoundAsync(context.TargetContext);

    private async ValueTask RunRoundAsync(ActivityExecutionContext context)
    {
        var step = context.Get(Step);
        if (step == 0)
            throw new InvalidOperationException($"The loop '{Id}' has a step of 0 and would never end.");
        // Counted in long: behind the last int there is no further round, and not the first one again.
        var next = context.GetProperty<int?>(CurrentKey) is { } previous ? (long)previous + step : context.Get(Start);
        if (context.GetIsBreaking() || !IsWithin(next, context.Get(End), step, context.Get(OuterBoundInclusive)))
        {
            await context.CompleteActivityAsync();
            return;
        }
        var current = (int)next;
        context.SetProperty(CurrentKey, current);
        context.Set(CurrentValue, current);
        await context.ScheduleActivityAsync(
            Body,
            OnChildComplete,
            variables: [new Variable<int>("CurrentValue", current).WithWorkflowStorage()]
        );
    }

    private static bool IsWithin(long current, int end, int step, bool inclusive) =>
        current == end ? inclusive
        : step > 0 ? current < end
        : current > end;
}
