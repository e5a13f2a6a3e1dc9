using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its activities one after the other.</summary>
[Category("Workflows")]
[Activity("Elsa", "Workflows", "Runs activities one after the other.")]
[Browsable(false)]
public class Sequence : Container
{
    private const string NextKey = "CurrentIndex";

    public Sequence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => RunNextAsync(context);

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        var next = context.GetProperty<int>(NextKey);
        if (context.GetIsBreaking() || next >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }
        context.SetProperty(NextKey, next + 1);
        await context.ScheduleActivityAsync(Activities.ElementAt(next), OnChildCompletedAsync);
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => RunNextAsync(context.TargetContext);
}
