using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.Scheduling.Activities;

/// <summary>Starts a workflow at each time of a cron expression; inside a flow it waits for the next one.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at each time of a CRON expression.")]
public class Cron : EventGenerator
{
    public Cron([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Cron(
        Input<string> cronExpression,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => CronExpression = cronExpression;

    public Cron(string cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(cronExpression), source, line) { }

    [Input(Description = "The CRON expression: five fields, or six beginning with seconds. In UTC.")]
    public Input<string> CronExpression { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        new CronTriggerPayload(context.Get(CronExpression) ?? "");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }
        var expression = context.Get(CronExpression) ?? "";
        var executeAt = context.GetRequiredService<ICronParser>().GetNextOccurrence(expression);
        context.JournalData["ExecuteAt"] = executeAt;
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = SchedulingStimulusNames.Cron,
                Stimulus = new CronBookmarkPayload(executeAt, expression),
                IncludeActivityInstanceId = true,
            }
        );
    }

    public static Cron FromCronExpression(
        string value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    ) => new(value, source, line);
}
