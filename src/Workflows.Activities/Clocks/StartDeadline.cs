using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.Deadlines;

namespace Workflows.Activities.Clocks;

/// <summary>Starts the clock of the case as a whole [A26].</summary>
[Activity(
    "Workflows",
    "Workflows",
    "案件时限从此刻起算。 The case's clock starts now.",
    DisplayName = "开始计时 Start deadline"
)]
public sealed class StartDeadline : CodeActivity
{
    [Input(
        DisplayName = "时限 Limit",
        Description = "公司规定中的期限，也可用表达式给出时长或日期。 A limit of the policy; an expression may give a duration or a date.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DurationChoices)
    )]
    public Input<string> Limit { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = context.GetRequiredService<CaseClock>();
        await clock.StartAsync(context.CaseId(), context.Get(Limit) ?? "", context.CancellationToken);
    }
}

/// <summary>Stops the clock of the case: what it was set for is reached.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "案件时限到此为止。 The case's clock stops.",
    DisplayName = "停止计时 Stop deadline"
)]
public sealed class StopDeadline : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = context.GetRequiredService<CaseClock>();
        await clock.StopAsync(context.CaseId(), context.CancellationToken);
    }
}
