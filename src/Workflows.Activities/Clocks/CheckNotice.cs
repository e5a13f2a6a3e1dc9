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
[Activity(
    "Workflows",
    "Workflows",
    "核对申请日距某日是否达到规定的提前天数，结果写入案件数据。 Checks how many days ahead the case was opened.",
    DisplayName = "核对提前期 Check notice"
)]
[FlowNode("Enough", "Short")]
public sealed class CheckNotice : Activity
{
    [Input(
        DisplayName = "日期 Day",
        Description = "提前于哪一天，如 variables.Case.lastDay。 Ahead of which day.",
        DefaultSyntax = "JavaScript",
        Order = 1
    )]
    public Input<string> Day { get; set; } = null!;

    [Input(
        DisplayName = "规定提前期 Limit",
        Description = "公司规定中的期限，按整天计。 A limit of the policy, in whole days.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DurationChoices),
        Order = 2
    )]
    public Input<string> Limit { get; set; } = null!;

    [Input(
        DisplayName = "栏位 Field",
        Description = "写入“栏位Days、栏位Required、栏位Short”。 Writes fieldDays, fieldRequired and fieldShort.",
        UIHint = InputUIHints.SingleLine,
        Order = 3
    )]
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
