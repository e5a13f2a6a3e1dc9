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

/// <summary>Waits until a person or role has approved. Outcomes: Approved, Returned, Rejected, TimedOut. By its mode one of them
/// decides for all (或签), all sign at the same time (会签) or one after the other (依次), or a number of them suffices. With a
/// table of limits the amount says whose approval it takes; one raised meanwhile goes on to whose it then takes [A27].</summary>
[Activity("Workflows", Category = "Approvals")]
[FlowNode(Approved, Returned, Rejected, TimedOut)]
public sealed class Approve : PersonTaskActivity
{
    internal const string Approved = "Approved";
    internal const string Returned = "Returned";
    internal const string Rejected = "Rejected";
    private const string Ahead = "SignersAhead";

    [Input(UIHint = InputUIHints.MultiText, Order = 6)]
    public Input<object?> Signers { get; set; } = null!;

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { "Any", "All", "InOrder", "Quorum" },
        UIHandler = typeof(FixedChoices),
        DefaultValue = "Any",
        Order = 7
    )]
    public Input<string> Mode { get; set; } = new("Any");

    [Input(UIHint = InputUIHints.SingleLine, Order = 8)]
    public Input<string?> Quorum { get; set; } = null!;

    [Input(UIHint = InputUIHints.CheckList, UIHandler = typeof(ReturnTargetChoices), Order = 9)]
    public Input<ICollection<string>?> ReturnTargets { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(LimitChoices), Order = 13)]
    public Input<string?> Limits { get; set; } = null!;

    [Input(UIHint = InputUIHints.SingleLine, Order = 14)]
    public Input<string?> AmountField { get; set; } = null!;

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { Chain, Returner },
        UIHandler = typeof(FixedChoices),
        Order = 15
    )]
    public Input<string?> Resubmission { get; set; } = null!;

    [Output]
    public Output<string> Outcome { get; set; } = null!;

    [Output]
    public Output<string> Comment { get; set; } = null!;

    [Output]
    public Output<string> ReturnTo { get; set; } = null!;

    internal override IReadOnlyList<string> Decisions => [Approved, Returned, Rejected];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        await AskAsync(context, LimitsOf(context) is { } limits ? await limits.FirstRoleAsync() : null);
        await SetTimeOutAsync(context);
    }

    protected override IReadOnlyList<string> TargetsDrawn(ActivityExecutionContext context) =>
        [.. context.Get(ReturnTargets) ?? []];

    protected override bool ComesStraightBack(ActivityExecutionContext context) =>
        context.Get(Resubmission) == Returner;

    private AmountLimits? LimitsOf(ActivityExecutionContext context) =>
        context.Get(Limits) is { Length: > 0 } table
            ? new AmountLimits(context, table, context.Get(AmountField) is { Length: > 0 } field ? field : "amount")
            : null;

    /// <param name="role">Whose limit the amount falls into; null asks whom the inputs name.</param>
    private async Task AskAsync(ActivityExecutionContext context, string? role)
    {
        var wanted = Wanted(context);
        if (role is not null)
            wanted = wanted with { Role = role, Person = null, Relation = null };
        var mode = context.Get(Mode) ?? "Any";
        var signers = await SignersAsync(context, wanted, mode);
        var needed = mode == "Quorum" ? Signatures.NeededOf(context.Get(Quorum), signers.Count) : signers.Count;
        new Signatures(signers.Count, needed).Keep(context);
        if (mode == "InOrder")
            context.SetProperty(Ahead, string.Join(',', signers.Skip(1).Select(s => s.Person)));
        foreach (var signer in mode == "InOrder" ? signers.Take(1) : signers)
            await OpenAsync(context, signer);
    }

    private NewTask Wanted(ActivityExecutionContext context) =>
        AddressTo(context, Describe(context, TaskKind.Approve, Approved, Returned, Rejected)) with
        {
            ReturnTargets = TargetsDrawn(context),
        };

    /// <summary>One task for each signer; one task for all of them where any one decides.</summary>
    private async Task<IReadOnlyList<NewTask>> SignersAsync(
        ActivityExecutionContext context,
        NewTask wanted,
        string mode
    )
    {
        var named = SignerNames.Read(context.Get(Signers));
        if (mode == "Any")
            return [named.Count == 0 ? wanted : wanted with { Role = null, Person = null, People = named }];
        var directory = context.GetRequiredService<PeopleDirectory>().Current;
        if (named.Count == 0 && wanted.Role is { Length: > 0 } role)
            named = [.. directory.WithRole(role).Select(p => p.SignInName)];
        var one = await context
            .GetRequiredService<CasesDb>()
            .Cases.FindAsync([wanted.CaseId], context.CancellationToken);
        // Nobody approves their own case; who has left does not sign either.
        var signers = named
            .Where(n => directory.Find(n) is { IsActive: true } person && person.Id != one?.ApplicantId)
            .Select(n => wanted with { Role = null, Person = n })
            .ToList();
        // With nobody left it is put before whoever stands in for them.
        return signers.Count > 0 ? signers : [named.Count > 0 ? wanted with { Role = null, People = named } : wanted];
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        var left = context.RemovePending(answer.TaskId);
        var so = Signatures.Read(context);
        so = answer.Outcome switch
        {
            Approved => so with { Approved = so.Approved + 1 },
            Rejected => so with { Rejected = so.Rejected + 1 },
            _ => so,
        };
        so.Keep(context);
        if (so.IsApproved && LimitsOf(context) is { } limits && await limits.NextRoleAsync() is { } role)
        {
            await context.CancelPendingAsync();
            await AskAsync(context, role);
        }
        else if (answer.Outcome == Returned || so.IsApproved || so.IsRejected)
            await FinishAsync(context, answer);
        else if (left == 0)
            await OpenNextAsync(context);
    }

    private async ValueTask OpenNextAsync(ActivityExecutionContext context)
    {
        var ahead = (context.GetProperty<string>(Ahead) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        context.SetProperty(Ahead, string.Join(',', ahead.Skip(1)));
        await OpenAsync(context, Wanted(context) with { Role = null, Person = ahead[0] });
    }

    private async ValueTask FinishAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        await context.CancelPendingAsync();
        context.Set(Outcome, answer.Outcome);
        context.Set(Comment, answer.Comment);
        context.Set(ReturnTo, answer.ReturnTo);
        await EndAsync(context, answer);
    }
}
