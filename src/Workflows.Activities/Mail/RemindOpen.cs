using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Clocks;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Mail;

/// <summary>Reminds everybody who has an open task in this case, or in one that came of it, again and again before a day. Ends
/// when nothing is open or the day is over; afterwards the tasks' own deadlines remind.</summary>
[Activity("Workflows", Category = "Notices")]
public sealed class RemindOpen : Activity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> Until { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 2)]
    public Input<string> Before { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 3)]
    public Input<string> Every { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.ReloadCaseAsync();
        var now = context.GetRequiredService<TimeProvider>().GetUtcNow();
        var begin = EndOf(context) - context.GetRequiredService<Policy>().Duration(context.Get(Before) ?? "");
        await WaitAsync(context, begin > now ? begin : now + Pause(context));
    }

    private async ValueTask RingAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var told = await context
            .GetRequiredService<RemindOfOpen>()
            .RunAsync(one.Id, EndOf(context), context.CancellationToken);
        if (told == 0)
            await context.CompleteActivityAsync();
        else
            await WaitAsync(context, context.GetRequiredService<TimeProvider>().GetUtcNow() + Pause(context));
    }

    private async ValueTask WaitAsync(ActivityExecutionContext context, DateTimeOffset at)
    {
        if (at >= EndOf(context))
            await context.CompleteActivityAsync();
        else
            await context.WakeAtAsync(at, RingAsync);
    }

    private TimeSpan Pause(ActivityExecutionContext context) =>
        context.GetRequiredService<Policy>().Duration(context.Get(Every) ?? "");

    private DateTimeOffset EndOf(ActivityExecutionContext context) =>
        context
            .GetRequiredService<CompanyTime>()
            .EndOf(DateOnly.ParseExact(context.Get(Until) ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
