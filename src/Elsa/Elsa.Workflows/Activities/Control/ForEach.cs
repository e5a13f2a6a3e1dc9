using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body once for each item, one after the other, with the variables CurrentValue and CurrentIndex.</summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public class ForEach : ForEach<object>;

/// <inheritdoc cref="ForEach"/>
public class ForEach<T> : Activity
{
    private const string NextKey = "CurrentIndex";

    public ForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public ForEach(
        Input<ICollection<T>> items,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => Items = items;

    public ForEach(ICollection<T> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<ICollection<T>>(items), source, line) { }

    public ForEach(
        Func<ICollection<T>> @delegate,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<ICollection<T>>(@delegate), source, line) { }

    public ForEach(
        Func<ExpressionExecutionContext, ICollection<T>> @delegate,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<ICollection<T>>(@delegate), source, line) { }

    [Input(Description = "The set of values to iterate.")]
    public Input<ICollection<T>> Items { get; set; } = new(Array.Empty<T>());

    [Port]
    public IActivity? Body { get; set; }

    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<T>? CurrentValue { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => RunRoundAsync(context);

    private ValueTask OnChildCompleted(ActivityCompletedContext context) => RunRoundAsync(context.TargetContext);

    private async ValueTask RunRoundAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(NextKey);
        var items =
            context.Get(Items)
            ?? throw new InvalidOperationException($"The loop '{Id}' has nothing to go through: its items are null.");
        if (context.GetIsBreaking() || index >= items.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }
        var item = items is IList<T> list ? list[index] : items.ElementAt(index);
        context.SetProperty(NextKey, index + 1);
        context.Set(CurrentValue, item);
        if (Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }
        await context.ScheduleActivityAsync(
            Body,
            OnChildCompleted,
            variables:
            [
                new Variable<int>("CurrentIndex", index).WithWorkflowStorage(),
                new Variable<T>("CurrentValue", item).WithWorkflowStorage(),
            ]
        );
    }
}
