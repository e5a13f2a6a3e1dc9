using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Clocks;

/// <summary>Compares how long before a day the case was opened with what the policy asks for, and writes both into the case's
/// data. It only tells: whether it matters is for the flow. Outcomes: Enough, Short.</summary>
[Activity("Workflows", Category = "Deadlines")]
[FlowNode("Enough", "Short")]
public sealed class CheckNotice : Activity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> Day { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 2)]
    public Input<string> Limit { get; set; } = null!;

    [Input(UIHint = InputUIHints.SingleLine, Order = 3)]
    public Input<string> Field { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var day = DateOnly.ParseExact(context.Get(Day) ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var limit = context.GetRequiredService<Policy>().LimitOf(context.Get(Limit) ?? "");
        var opened = context.GetRequiredService<CompanyTime>().ToLocal(one.OpenedAt);
        var days = day.DayNumber - DateOnly.FromDateTime(opened.DateTime).DayNumber;
        var required = (int)Math.Ceiling(limit.Length.TotalDays);
        var field = context.Get(Field) is { Length: > 0 } name ? name : "notice";
        var found = new JsonObject
        {
            [field + "Days"] = days,
            [field + "Required"] = required,
            [field + "Short"] = days < required,
        };
        await context.GetRequiredService<SetCaseData>().RunAsync(one.Id, found, context.CancellationToken);
        await context.ReloadCaseAsync();
        await context.CompleteActivityWithOutcomesAsync(days < required ? "Short" : "Enough");
    }
}
