using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its activities side by side and is done when all are.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel.")]
[Browsable(false)]
public class Parallel : Container
{
    private const string RemainingKey = "ScheduledChildren";

    public Parallel([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Parallel(params IActivity[] activities)
        : this((string?)null) => Activities = activities;

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }
        context.SetProperty(RemainingKey, Activities.Count);
        await context.ScheduleActivities(Activities, OnChildCompletedAsync);
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var remaining = context.TargetContext.UpdateProperty<int>(RemainingKey, count => count - 1);
        return remaining == 0 ? context.TargetContext.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}

/// <summary>Runs its branches side by side and is done when all, or the first, are.</summary>
[System.ComponentModel.Browsable(false)]
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches.")]
public class Fork : Activity
{
    private const string CompletedKey = "Completed";

    public Fork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    [Input(
        Description = "Controls when this activity yields control back to its parent activity.",
        UIHint = InputUIHints.DropDown
    )]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    public ICollection<IActivity> Branches { get; set; } = new List<IActivity>();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Branches.Count == 0
            ? context.CompleteActivityAsync()
            : context.ScheduleActivities(Branches, CompleteChildAsync);

    private ValueTask CompleteChildAsync(ActivityCompletedContext context)
    {
        var fork = context.TargetContext;
        var completed = fork.UpdateProperty<HashSet<string>>(
            CompletedKey,
            ids => [.. ids ?? [], context.ChildContext.Activity.Id]
        );
        var done =
            JoinMode == ForkJoinMode.WaitAny
            || fork.GetIsBreaking()
            || Branches.All(branch => completed.Contains(branch.Id));
        return done ? CompleteAsync(fork) : ValueTask.CompletedTask;
    }
}
