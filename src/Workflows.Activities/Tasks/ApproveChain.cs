using System.Globalization;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Goes up the applicant's line of supervisors, one after the other, as many levels as asked or as there are.
/// Outcomes: Approved when the last has approved; Returned and Rejected by any of them; TimedOut.</summary>
[Activity("Workflows", Category = "Approvals")]
[FlowNode(Approve.Approved, Approve.Returned, Approve.Rejected, TimedOut)]
public sealed class ApproveChain : TaskActivity
{
    private const string LevelKey = "ChainLevel";

    [Input(UIHint = InputUIHints.SingleLine, DefaultSyntax = "JavaScript", DefaultValue = "1", Order = 3)]
    public Input<string> Levels { get; set; } = new("1");

    [Input(UIHint = InputUIHints.CheckList, UIHandler = typeof(ReturnTargetChoices), Order = 7)]
    public Input<ICollection<string>?> ReturnTargets { get; set; } = null!;

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { Chain, Returner },
        UIHandler = typeof(FixedChoices),
        Order = 15
    )]
    public Input<string?> Resubmission { get; set; } = null!;

    [Output]
    public Output<string> Comment { get; set; } = null!;

    [Output]
    public Output<string> ReturnTo { get; set; } = null!;

    internal override IReadOnlyList<string> Decisions => [Approve.Approved, Approve.Returned, Approve.Rejected];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var line = await LineAsync(context);
        await AskAsync(context, line, 0);
        await SetTimeOutAsync(context);
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        context.RemovePending(answer.TaskId);
        context.Set(Comment, answer.Comment);
        context.Set(ReturnTo, answer.ReturnTo);
        var (line, next) = (await LineAsync(context), context.GetProperty<int>(LevelKey) + 1);
        if (answer.Outcome == Approve.Approved && next < line.Count)
            await AskAsync(context, line, next);
        else
            await EndAsync(context, answer);
    }

    protected override IReadOnlyList<string> TargetsDrawn(ActivityExecutionContext context) =>
        [.. context.Get(ReturnTargets) ?? []];

    protected override bool ComesStraightBack(ActivityExecutionContext context) =>
        context.Get(Resubmission) == Returner;

    private async Task AskAsync(ActivityExecutionContext context, IReadOnlyList<Person> line, int level)
    {
        context.SetProperty(LevelKey, level);
        var wanted = Describe(context, TaskKind.Approve, Approve.Approved, Approve.Returned, Approve.Rejected);
        wanted = wanted with { ReturnTargets = TargetsDrawn(context) };
        // Who has nobody above is approved by whoever the policy names in place of a supervisor, and the timeline says so.
        await OpenAsync(
            context,
            line.Count > 0 ? wanted with { Person = line[level].SignInName } : wanted with { Relation = "supervisor" }
        );
    }

    private async Task<IReadOnlyList<Person>> LineAsync(ActivityExecutionContext context)
    {
        var one = await context
            .GetRequiredService<CasesDb>()
            .Cases.FindAsync([context.CaseId()], context.CancellationToken);
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var line = new List<Person>();
        var at = one is null ? null : people.Find(one.ApplicantId);
        while (line.Count < LevelsOf(context) && at is not null && people.SupervisorOf(at) is { } above)
        {
            if (line.Contains(above))
                break;
            line.Add(at = above);
        }
        return line;
    }

    private int LevelsOf(ActivityExecutionContext context)
    {
        var text = context.Get(Levels) is { Length: > 0 } typed ? typed : "1";
        return int.TryParse(text, CultureInfo.InvariantCulture, out var levels)
            ? levels
            : (int)context.GetRequiredService<Policy>().Number(text);
    }
}
