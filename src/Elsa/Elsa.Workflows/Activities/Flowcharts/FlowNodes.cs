using System.Runtime.CompilerServices;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Activities.Flowchart.Contracts;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Engine;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Goes on along True or False.</summary>
[FlowNode("True", "False")]
[Activity(
    "Elsa",
    "Branching",
    "Evaluate a Boolean condition to determine which path to execute next.",
    DisplayName = "Decision"
)]
public class FlowDecision : Activity
{
    public FlowDecision([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public FlowDecision(
        Func<ExpressionExecutionContext, bool> condition,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => Condition = new Input<bool>(condition);

    public FlowDecision(
        Func<ExpressionExecutionContext, ValueTask<bool>> condition,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => Condition = new Input<bool>(condition);

    [Input(UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(new Literal<bool>(false));

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(context.Get(Condition) ? "True" : "False");
}

/// <summary>Runs what it holds.</summary>
[Activity("Elsa", "Flow", "A simple container that executes the specified activity.", DisplayName = "Container")]
public class FlowNode([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line)
{
    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Body is null ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.CompleteActivityAsync();
}

/// <summary>Goes on along all its branches at once.</summary>
[Activity(
    "Elsa",
    "Branching",
    "Branch execution into multiple branches that will be executed in parallel.",
    DisplayName = "Fork (flow)"
)]
public class FlowFork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line)
{
    [Input(Description = "A list of expected outcomes to handle.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> Branches { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(Branches.GetOrDefault(context)?.ToArray() ?? ["Done"]);
}

/// <summary>Brings branches together; the flowchart does the waiting.</summary>
[Activity(
    "Elsa",
    "Branching",
    "Explicitly merge multiple branches into a single branch of execution.",
    DisplayName = "Join"
)]
public class FlowJoin([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line),
        IJoinNode
{
    [Input(
        Description = "The join mode determines whether this activity should continue as soon as one inbound path comes in (WaitAny), or once all inbound paths have executed (WaitAll). To wait for all activated inbound paths, set the mode to WaitAllActive.",
        DefaultValue = FlowJoinMode.WaitAny,
        UIHint = InputUIHints.DropDown
    )]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (
            context.ParentActivityExecutionContext is { Activity: Flowchart } flowchart
            && !FlowchartModes.IsTokenBased(flowchart)
        )
            await flowchart.CancelInboundAncestorsAsync(this);
        await context.CompleteActivityAsync();
    }
}

/// <summary>Goes on along the cases that hold, or along Default.</summary>
[FlowNode("Default")]
[Activity(
    "Elsa",
    "Branching",
    "Evaluate a set of case conditions and schedule the activity for a matching case.",
    DisplayName = "Switch (flow)"
)]
public class FlowSwitch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line)
{
    [Input(UIHint = "flow-switch-editor")]
    public ICollection<FlowSwitchCase> Cases { get; set; } = new List<FlowSwitchCase>();

    [Input(
        Description = "The switch mode determines whether the first match should be scheduled, or all matches.",
        UIHint = InputUIHints.DropDown
    )]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        var outcomes = new List<string>();
        foreach (var candidate in Cases)
        {
            if (await evaluator.EvaluateAsync<bool?>(candidate.Condition, context.ExpressionExecutionContext) is true)
                outcomes.Add(candidate.Label);
        }
        if (outcomes.Count == 0)
            outcomes.Add("Default");
        await context.CompleteActivityWithOutcomesAsync(
            context.Get(Mode) == SwitchMode.MatchFirst ? [outcomes[0]] : [.. outcomes]
        );
    }
}
