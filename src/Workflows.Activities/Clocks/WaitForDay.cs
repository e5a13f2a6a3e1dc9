using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Clocks;

/// <summary>Waits for a day in the company's time zone; one that is over is not waited for.</summary>
[Activity("Workflows", Category = "Deadlines")]
public sealed class WaitForDay : Activity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> Day { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 2)]
    public Input<string?> At { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.ReloadCaseAsync();
        var at = TimeOf(context);
        if (at <= context.GetRequiredService<TimeProvider>().GetUtcNow())
            await context.CompleteActivityAsync();
        else
            await context.WakeAtAsync(at, ReachedAsync);
    }

    private static async ValueTask ReachedAsync(ActivityExecutionContext context)
    {
        await context.ReloadCaseAsync();
        await context.CompleteActivityAsync();
    }

    private DateTimeOffset TimeOf(ActivityExecutionContext context)
    {
        var day = DateOnly.ParseExact(context.Get(Day) ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var time = context.GetRequiredService<CompanyTime>();
        return context.Get(At) is { Length: > 0 } key
            ? time.StartOf(day) + context.GetRequiredService<Policy>().Duration(key)
            : time.EndOf(day);
    }
}
