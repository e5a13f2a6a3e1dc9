using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Clocks;
using Workflows.Activities.Returning;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Activities.Tasks;

/// <summary>What activities that wait for people have in common: each task has a bookmark of its own, by which its decision
/// resumes the flow; when the flow gives the activity up, its open tasks go with it.</summary>
public abstract partial class TaskActivity : Activity
{
    protected TaskActivity() => OnSignalReceived<CancelSignal>(GiveUpAsync);

    [Input(UIHint = InputUIHints.SingleLine, Order = 1)]
    public Input<string?> Step { get; set; } = null!;

    [Input(DefaultSyntax = "Liquid", Order = 2)]
    public Input<string?> Title { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices), Order = 10)]
    public Input<string?> Form { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 11)]
    public Input<string?> Due { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 12)]
    public Input<string?> TimeOut { get; set; } = null!;

    internal const string TimedOut = "TimedOut";

    /// <summary>What a person can decide here, each of which the flow must draw on. None for a task that is only done: it may
    /// well be the last of its flow.</summary>
    internal virtual IReadOnlyList<string> Decisions => [];

    /// <summary>Called when one of the activity's tasks was decided.</summary>
    protected abstract ValueTask DecidedAsync(ActivityExecutionContext context);

    /// <summary>The task that the inputs describe, still without anybody to do it.</summary>
    protected NewTask Describe(ActivityExecutionContext context, TaskKind kind, params string[] outcomes)
    {
        var step = StepOf(context);
        return new NewTask
        {
            CaseId = context.CaseId(),
            Step = step,
            Title = context.Get(Title) is { Length: > 0 } title ? LocalText.Same(title) : TitleOf(step, context),
            FormKey = context.Get(Form) is { Length: > 0 } form ? form : null,
            Due = context.Get(Due),
            Kind = kind,
            Outcomes = outcomes,
            ActivityId = context.Activity.Id,
            BookmarkId = "",
        };
    }

    // A step that was added in Studio is in no pack; people know it by what is written on its box.
    private static LocalText? TitleOf(string step, ActivityExecutionContext context)
    {
        if (context.GetRequiredService<ProcessCatalog>().All.Any(pack => pack.Step(step) is not null))
            return null;
        var typed = context.Activity.Metadata.TryGetValue("displayText", out var text) ? text?.ToString() : null;
        return (typed is { Length: > 0 } ? typed : context.Activity.Name) is { } shown ? LocalText.Same(shown) : null;
    }

    /// <summary>Puts a task before people and makes the flow wait for it.</summary>
    /// <param name="decided">Called when it was decided; <see cref="DecidedAsync"/> unless said otherwise.</param>
    protected async ValueTask OpenAsync(
        ActivityExecutionContext context,
        NewTask wanted,
        ExecuteActivityDelegate? decided = null
    )
    {
        // The task comes first: when nobody can do it, no bookmark is left behind.
        var bookmark = Guid.CreateVersion7().ToString("N");
        var open = context.GetRequiredService<OpenTask>();
        var task = await open.RunAsync(wanted with { BookmarkId = bookmark }, context.CancellationToken);
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkId = bookmark,
                Stimulus = new TaskStimulus(task.Id),
                IncludeActivityInstanceId = false,
                Callback = decided ?? DecidedAsync,
            }
        );
        context.AddPending(task.Id);
    }

    /// <summary>Makes the flow go on by itself when the time-out that was asked for is over and nobody has ended the tasks.</summary>
    protected async ValueTask SetTimeOutAsync(ActivityExecutionContext context)
    {
        var now = context.GetRequiredService<TimeProvider>().GetUtcNow();
        if (context.GetRequiredService<DueReckoner>().Reckon(context.Get(TimeOut), now) is not { } due)
            return;
        // When somebody is in time, its bookmark has gone with the tasks.
        await context.WakeAtAsync(due.At, TimedOutAsync);
    }

    private async ValueTask TimedOutAsync(ActivityExecutionContext context)
    {
        var db = context.GetRequiredService<CasesDb>();
        var one = await db.LockCaseAsync(context.CaseId(), context.CancellationToken);
        var what = new Happening("task.timedOut", new Actor(Guid.Empty, Channel.Timer)) { Step = StepOf(context) };
        context.GetRequiredService<TimelineWriter>().Write(one, what);
        await context.CancelPendingAsync();
        await EndedAsync(context);
        await EndAsync(context, TimedOut);
    }

    /// <summary>Ends the activity: the flow goes on along the outcome's arrow, or back to who had it done again.</summary>
    protected static async ValueTask EndAsync(ActivityExecutionContext context, string outcome)
    {
        var isForward = outcome is "Done" or Approve.Approved;
        if (!await GoBack.TryReturnAsync(context, isForward))
            await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    /// <summary>Called before the activity ends by a time-out or is given up.</summary>
    protected virtual ValueTask EndedAsync(ActivityExecutionContext context) => ValueTask.CompletedTask;

    /// <summary>The key of the step, by default the activity's own.</summary>
    protected string StepOf(ActivityExecutionContext context) =>
        context.Get(Step) is { Length: > 0 } key ? key : context.Activity.Id;

    private async ValueTask GiveUpAsync(CancelSignal signal, SignalContext signalled)
    {
        if (!signalled.IsSelf)
            return;
        await signalled.ReceiverActivityExecutionContext.CancelPendingAsync();
        await EndedAsync(signalled.ReceiverActivityExecutionContext);
    }
}

/// <summary>What a bookmark waits for: the decision of one task.</summary>
public sealed record TaskStimulus(Guid TaskId);

/// <summary>What a bookmark waits for: the end of a time-out.</summary>
public sealed record TimeOutStimulus(string Bookmark);
