using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Workflows.Engine;

/// <summary>
/// Decides what follows a completed activity by tokens: each arrow taken carries one, and the merge mode of the target
/// says which tokens it needs.
/// </summary>
internal sealed class FlowTokens(Flowchart flow, ActivityExecutionContext flowchart)
{
    private const string Key = "Flowchart.Tokens";

    private readonly FlowGraph _graph = flow.GraphFor(flowchart);
    private readonly List<FlowToken> _tokens = flowchart.GetProperty(Key, () => new List<FlowToken>());

    public async ValueTask FollowAsync(ActivityExecutionContext completed, Outcomes outcomes)
    {
        var activity = completed.Activity;
        var taken = _graph
            .GetOutboundConnections(activity)
            .Where(arrow => outcomes.Names.Contains(arrow.Source.Port))
            .Distinct()
            .ToList();
        _tokens.AddRange(taken.Select(FlowToken.On));
        foreach (var token in _tokens.Where(token => token.ToActivityId == activity.Id && token.IsFree))
            token.Consumed = true;
        foreach (var arrow in taken)
            await ArriveAsync(arrow, completed);
        await CompleteIfIdleAsync();
        _tokens.RemoveAll(token => token.ToActivityId == activity.Id && token.Consumed);
    }

    /// <summary>A child was cancelled: its tokens, and those on the way to it, are gone.</summary>
    public ValueTask ForgetAsync(ActivityExecutionContext cancelled)
    {
        _tokens.RemoveAll(token =>
            token.FromActivityId == cancelled.Activity.Id || token.ToActivityId == cancelled.Activity.Id
        );
        return CompleteIfIdleAsync();
    }

    private async ValueTask ArriveAsync(Connection arrow, ActivityExecutionContext cause)
    {
        var target = arrow.Target.Activity;
        switch (await target.GetMergeModeAsync(flowchart))
        {
            case MergeMode.Race:
                await FlowJoins.CancelBranchesBeforeAsync(flowchart, _graph, target);
                await RaceAsync(arrow, cause);
                break;
            case MergeMode.Cascade:
                await RaceAsync(arrow, cause);
                break;
            case MergeMode.Merge:
                await MergeAsync(_graph.GetForwardInboundConnections(target), target, cause);
                break;
            case MergeMode.Converge:
                await MergeAsync(_graph.GetInboundConnections(target), target, cause);
                break;
            default:
                if (!_graph.GetForwardInboundConnections(target).Any(SourceIsStillToRun))
                    await flow.ScheduleAsync(flowchart, target, cause);
                break;
        }
    }

    private async ValueTask RaceAsync(Connection arrow, ActivityExecutionContext cause)
    {
        if (_tokens.Find(token => token.IsOn(arrow) && token.Blocked) is { } late)
        {
            late.Consumed = true;
            return;
        }
        await flow.ScheduleAsync(flowchart, arrow.Target.Activity, cause);
        var others = _graph
            .GetForwardInboundConnections(arrow.Target.Activity)
            .Where(other => other.Source.Activity != arrow.Source.Activity);
        _tokens.AddRange(others.Select(other => FlowToken.On(other).Block()));
    }

    private async ValueTask MergeAsync(List<Connection> needed, IActivity target, ActivityExecutionContext cause)
    {
        if (needed.Count <= 1 || needed.All(arrow => _tokens.Exists(token => token.IsOn(arrow) && token.IsFree)))
            await flow.ScheduleAsync(flowchart, target, cause);
    }

    private bool SourceIsStillToRun(Connection arrow) =>
        _tokens.Exists(token => token.IsFree && token.ToActivityId == arrow.Source.Activity.Id);

    private async ValueTask CompleteIfIdleAsync()
    {
        var waiting =
            !FlowchartModes.IsIdle(flowchart)
            || FlowchartModes.HasFaults(flowchart)
            || _tokens.Exists(token => token.IsFree);
        if (waiting)
            return;
        _tokens.Clear();
        await flowchart.CompleteActivityAsync();
    }
}

/// <summary>A token on an arrow. Blocked ones stand for branches that lost a race: what arrives there is swallowed.</summary>
internal sealed class FlowToken
{
    public string FromActivityId { get; set; } = "";

    public string ToActivityId { get; set; } = "";

    public string? Outcome { get; set; }

    public bool Consumed { get; set; }

    public bool Blocked { get; set; }

    internal bool IsFree => !Consumed && !Blocked;

    public static FlowToken On(Connection arrow) =>
        new()
        {
            FromActivityId = arrow.Source.Activity.Id,
            ToActivityId = arrow.Target.Activity.Id,
            Outcome = arrow.Source.Port,
        };

    public bool IsOn(Connection arrow) =>
        FromActivityId == arrow.Source.Activity.Id
        && ToActivityId == arrow.Target.Activity.Id
        && Outcome == arrow.Source.Port;

    public FlowToken Block()
    {
        Blocked = true;
        return this;
    }
}
