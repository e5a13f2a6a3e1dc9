using System.Runtime.CompilerServices;
using Elsa.Common;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits for a moment, or starts a workflow at it. A moment that has passed is not waited for.</summary>
[Activity("Elsa", "Scheduling", "Goes on at a moment in the future.")]
public class StartAt : Trigger
{
    public StartAt([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public StartAt(
        Input<DateTimeOffset> dateTime,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => DateTime = dateTime;

    public StartAt(DateTimeOffset dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<DateTimeOffset>(dateTime), source, line) { }

    public StartAt(
        Variable<DateTimeOffset> dateTime,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<DateTimeOffset>(dateTime), source, line) { }

    public StartAt(
        Func<ExpressionExecutionContext, DateTimeOffset> dateTime,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<DateTimeOffset>(dateTime), source, line) { }

    [Input(Description = "When to go on.")]
    public Input<DateTimeOffset> DateTime { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        new StartAtPayload(context.Get(DateTime));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }
        var executeAt = context.Get(DateTime);
        var now = context.GetRequiredService<ISystemClock>().UtcNow;
        if (executeAt <= now)
        {
            context.JournalData["Executed At"] = now;
            await context.CompleteActivityAsync();
            return;
        }
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = SchedulingStimulusNames.StartAt,
                Stimulus = new StartAtPayload(executeAt),
                IncludeActivityInstanceId = true,
            }
        );
    }

    public static StartAt From(
        DateTimeOffset value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    ) => new(value, source, line);
}
