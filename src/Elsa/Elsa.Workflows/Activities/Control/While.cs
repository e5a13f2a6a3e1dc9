using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body again and again as long as the condition holds.</summary>
[Activity("Elsa", "Looping", "Execute an activity while a given condition evaluates to true.")]
public class While : Activity
{
    public While([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public While(IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Body = body;

    public While(
        Input<bool> condition,
        IActivity? body = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(body, source, line) => Condition = condition;

    public While(
        Func<ExpressionExecutionContext, ValueTask<bool>> condition,
        IActivity? body = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<bool>(condition), body, source, line) { }

    public While(
        Func<ExpressionExecutionContext, bool> condition,
        IActivity? body = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<bool>(condition), body, source, line) { }

    public While(
        Func<ValueTask<bool>> condition,
        IActivity? body = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<bool>(condition), body, source, line) { }

    public While(
        Func<bool> condition,
        IActivity? body = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<bool>(condition), body, source, line) { }

    // Evaluated anew before each round.
    [Input(AutoEvaluate = false, UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(false);

    [Port]
    public IActivity? Body { get; set; }

    public static While True(IActivity body) => new(body) { Condition = new Input<bool>(true) };

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => RunRoundAsync(context, null);

    private ValueTask OnBodyCompleted(ActivityCompletedContext context) =>
        RunRoundAsync(context.TargetContext, context.ChildContext);

    private async ValueTask RunRoundAsync(ActivityExecutionContext context, ActivityExecutionContext? previous)
    {
        var goOn =
            !context.GetIsBreaking() && await context.EvaluateInputPropertyAsync<While, bool>(loop => loop.Condition);
        if (goOn && Body is null)
            throw new InvalidOperationException($"The loop '{Id}' has nothing to run and would never end.");
        if (goOn)
            await context.ScheduleActivityAsync(
                Body,
                new ScheduleWorkOptions
                {
                    CompletionCallback = OnBodyCompleted,
                    SchedulingActivityExecutionId = previous?.Id,
                }
            );
        else
            await context.CompleteActivityAsync();
    }
}
