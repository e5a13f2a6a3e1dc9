using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Puts a declaration before somebody who takes note of it but cannot refuse it: there is no rejection [E10].
/// Outcomes: Approved; Talked, when they spoke with the applicant, who may think again; Returned; TimedOut, by which the flow
/// goes on when nothing is said.</summary>
[Activity("Workflows", Category = "Approvals")]
[FlowNode(Approve.Approved, Talked, Approve.Returned, TimedOut)]
public sealed class Hear : PersonTaskActivity
{
    internal const string Talked = "Talked";
    private static readonly string[] All = [Approve.Approved, Talked, Approve.Returned];

    [Input(
        UIHint = InputUIHints.CheckList,
        Options = new[] { Approve.Approved, Talked, Approve.Returned },
        UIHandler = typeof(OutcomeChoices),
        Order = 6
    )]
    public Input<ICollection<string>?> Outcomes { get; set; } = null!;

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { Chain, Returner },
        UIHandler = typeof(FixedChoices),
        Order = 15
    )]
    public Input<string?> Resubmission { get; set; } = null!;

    [Output]
    public Output<string> Comment { get; set; } = null!;

    // What an expression chooses is known only when it runs.
    internal override IReadOnlyList<string> Decisions =>
        Outcomes?.Expression switch
        {
            null or { Value: null or "" } => All,
            { Type: "Literal", Value: string written } =>
            [
                .. All.Where(o => written.Contains($"\"{o}\"", StringComparison.Ordinal)),
            ],
            _ => [],
        };

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var chosen = context.Get(Outcomes) ?? [];
        var outcomes = All.Where(o => chosen.Count == 0 || chosen.Contains(o)).ToArray();
        await OpenAsync(context, AddressTo(context, Describe(context, TaskKind.Approve, outcomes)));
        await SetTimeOutAsync(context);
    }

    protected override bool ComesStraightBack(ActivityExecutionContext context) =>
        context.Get(Resubmission) == Returner;

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        context.RemovePending(answer.TaskId);
        context.Set(Comment, answer.Comment);
        await EndAsync(context, answer);
    }
}
