using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Starts a workflow again and again after an interval; inside a flow it waits for one interval.</summary>
public abstract class TimerBase : EventGenerator
{
    protected TimerBase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new AutoCompleteBehavior(this));

    protected abstract TimeSpan GetInterval(ExpressionExecutionContext context);

    protected virtual ValueTask OnTimerElapsedAsync(ActivityExecutionContext context)
    {
        OnTimerElapsed(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnTimerElapsed(ActivityExecutionContext context) { }

    protected override void Execute(ActivityExecutionContext context)
    {
        if (!context.IsTriggerOfWorkflow())
            context.RepeatWithInterval(GetInterval(context.ExpressionExecutionContext), TimerElapsedAsync);
        else
            OnTimerElapsedAsync(context).AsTask().GetAwaiter().GetResult();
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = GetInterval(context.ExpressionExecutionContext);
        // It would start instances without a pause.
        return interval > TimeSpan.Zero
            ? context.GetTimerTriggerStimulus(interval)
            : throw new InvalidOperationException($"The interval is {interval}; it must be longer than nothing.");
    }

    private async ValueTask TimerElapsedAsync(ActivityExecutionContext context)
    {
        await OnTimerElapsedAsync(context);
        await context.CompleteActivityAsync();
    }
}

/// <inheritdoc />
[Activity("Elsa", "Scheduling", "Starts the workflow again and again after an interval.")]
public class Timer : TimerBase
{
    public Timer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Timer(Input<TimeSpan> interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Interval = interval;

    public Timer(TimeSpan interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<TimeSpan>(interval), source, line) { }

    [Input(Description = "The time between two starts.", DefaultValue = "00:01:00")]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    protected override TimeSpan GetInterval(ExpressionExecutionContext context) => context.Get(Interval);

    public static Timer FromTimeSpan(
        TimeSpan value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    ) => new(value, source, line);

    public static Timer FromSeconds(
        double value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    ) => new(TimeSpan.FromSeconds(value), source, line);
}
