using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Waits until a person or role has approved. Outcomes: Approved, Returned, Rejected. With mode All (会签) everybody
/// with the role gets a task of their own; the first who returns or rejects ends it for all.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "请某人或某角色审批；可通过、退回或否决。 Asks a person or role to approve, return or reject.",
    DisplayName = "审批 Approve"
)]
[FlowNode(Approved, Returned, Rejected)]
public sealed class Approve : PersonTaskActivity
{
    internal const string Approved = "Approved";
    internal const string Returned = "Returned";
    internal const string Rejected = "Rejected";

    [Input(
        DisplayName = "方式 Mode",
        Description = "Any：任一人审批即可；All：会签，所有持有该角色的人都须通过。 Any one of the role, or all of them.",
        UIHint = InputUIHints.DropDown,
        Options = new[] { "Any", "All" },
        DefaultValue = "Any",
        Order = 6
    )]
    public Input<string> Mode { get; set; } = new("Any");

    [Input(
        DisplayName = "可退回至 Return targets",
        Description = "退回时可选的去处；不选则退回无须选择。 Where the reviewer may return it to.",
        UIHint = InputUIHints.CheckList,
        UIHandler = typeof(ReturnTargetChoices),
        Order = 7
    )]
    public Input<ICollection<string>?> ReturnTargets { get; set; } = null!;

    [Output(DisplayName = "处理结果 Outcome", Description = "Approved, Returned, Rejected")]
    public Output<string> Outcome { get; set; } = null!;

    [Output(DisplayName = "意见 Comment", Description = "审批人的意见。 The reviewer's reasons.")]
    public Output<string> Comment { get; set; } = null!;

    [Output(DisplayName = "退回至 Return to", Description = "审批人选择的去处。 Where the reviewer returned it to.")]
    public Output<string> ReturnTo { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var wanted = AddressTo(context, Describe(context, TaskKind.Approve, Approved, Returned, Rejected)) with
        {
            ReturnTargets = [.. context.Get(ReturnTargets) ?? []],
        };
        foreach (var signer in await SignersAsync(context, wanted))
            await OpenAsync(context, signer);
    }

    private async Task<IReadOnlyList<NewTask>> SignersAsync(ActivityExecutionContext context, NewTask wanted)
    {
        if (context.Get(Mode) != "All" || wanted.Role is not { Length: > 0 } role)
            return [wanted];
        var one = await context
            .GetRequiredService<CasesDb>()
            .Cases.FindAsync([wanted.CaseId], context.CancellationToken);
        var people = context.GetRequiredService<PeopleDirectory>().Current.WithRole(role);
        // Nobody approves their own case.
        var signers = people.Where(p => p.Id != one?.ApplicantId).ToList();
        // With nobody left it is put before whoever stands in for them.
        return signers.Count > 0
            ? signers.ConvertAll(p => wanted with { Role = null, Person = p.SignInName })
            : [wanted];
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        var left = context.RemovePending(answer.TaskId);
        if (answer.Outcome == Approved && left > 0)
            return;
        await context.CancelPendingAsync();
        context.Set(Outcome, answer.Outcome);
        context.Set(Comment, answer.Comment);
        context.Set(ReturnTo, answer.ReturnTo);
        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
