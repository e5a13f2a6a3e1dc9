using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Absences;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Act = Workflows.Cases.Absences.RecordAbsence;

namespace Workflows.Activities.Absences;

/// <summary>Writes down that the applicant is away, and makes their deputy act for exactly that period [E4]. Executed again in
/// the same case it changes the flag only. Lays <c>deputyState</c> (<c>active</c>, <c>not-named</c>) into the case's
/// data.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "登记申请人外出或请假，代理人在该期间内生效；再次执行只更改标记。 Writes down that the applicant is away, with a deputy for that time.",
    DisplayName = "登记缺勤 Record absence"
)]
public sealed class RecordAbsence : CodeActivity
{
    [Input(DisplayName = "从 From", Description = "第一天。 The first day.", DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> From { get; set; } = null!;

    [Input(DisplayName = "至 Until", Description = "最后一天。 The last day.", DefaultSyntax = "JavaScript", Order = 2)]
    public Input<string> Until { get; set; } = null!;

    [Input(
        DisplayName = "类别 Kind",
        Description = "如 personal、sick。 For example personal, sick.",
        DefaultSyntax = "JavaScript",
        Order = 3
    )]
    public Input<string> Kind { get; set; } = null!;

    [Input(
        DisplayName = "代理人 Deputy",
        Description = "登录名；可不填。 Sign-in name; may be empty.",
        DefaultSyntax = "JavaScript",
        Order = 4
    )]
    public Input<string?> Deputy { get; set; } = null!;

    [Input(
        DisplayName = "标记 Flag",
        Description = "计入绩效分缺勤的原因；不填则不计。 Why it counts as absence; empty when it does not.",
        DefaultSyntax = "JavaScript",
        Order = 5
    )]
    public Input<string?> Flag { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var stop = context.CancellationToken;
        var person =
            context.GetRequiredService<PeopleDirectory>().Current.Find(one.ApplicantId)
            ?? throw new RefusedException("field.nobody", one.ApplicantId);
        var wanted = new NewAbsence(
            one.Id,
            person,
            Day(context.Get(From)),
            Day(context.Get(Until)),
            context.Get(Kind) ?? "",
            context.Get(Deputy),
            context.Get(Flag) is { Length: > 0 } flag ? flag : null
        );
        var acts = await context.GetRequiredService<Act>().RunAsync(wanted, stop);
        if (wanted.Deputy is { Length: > 0 })
            await context
                .GetRequiredService<SetCaseData>()
                .RunAsync(one.Id, new JsonObject { ["deputyState"] = acts ? "active" : "not-named" }, stop);
        await context.ReloadCaseAsync();
    }

    private static DateOnly Day(string? text) =>
        DateOnly.ParseExact(text ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
