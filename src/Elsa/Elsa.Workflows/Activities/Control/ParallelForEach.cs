using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body once for each item, all at once, with the variables CurrentValue and CurrentIndex.</summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : ParallelForEach<object>(source, line);

/// <inheritdoc cref="ParallelForEach"/>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach<T> : Activity
{
    private const string RemainingKey = "Remaining";

    public ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public ParallelForEach(
        Input<object> items,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => Items = items;

    public ParallelForEach(
        ICollection<T> items,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(items), source, line) { }

    public ParallelForEach(
        Func<ICollection<T>> @delegate,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(@delegate), source, line) { }

    public ParallelForEach(
        Func<ExpressionExecutionContext, ICollection<T>> @delegate,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(@delegate), source, line) { }

    [Input(Description = "The items to iterate through.")]
    public Input<object> Items { get; set; } = new(Array.Empty<T>());

    [Port]
    public IActivity Body { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = new List<T>();
        await foreach (var item in context.GetItemSource<T>(Items))
            items.Add(item);
        // They would never all run in one burst: said before each is made room for.
        var most = context.GetRequiredService<EngineLimits>().MaxActivitiesPerBurst;
        if (items.Count > most)
            throw new InvalidOperationException(
                $"The loop '{Id}' has {items.Count} items; {most} at once are the most."
            );
        context.SetProperty(RemainingKey, items.Count);
        if (items.Count == 0 || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }
        for (var index = 0; index < items.Count; index++)
            await context.ScheduleActivityAsync(Body, OnChildCompleted, index, VariablesFor(items[index], index));
    }

    private static List<Variable> VariablesFor(T item, int index) =>
        [
            new Variable<T>("CurrentValue", item).WithWorkflowStorage(),
            new Variable<int>("CurrentIndex", index).WithWorkflowStorage(),
        ];

    private ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        var remaining = context.TargetContext.UpdateProperty<int>(RemainingKey, count => count - 1);
        return remaining == 0 ? context.TargetContext.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}
