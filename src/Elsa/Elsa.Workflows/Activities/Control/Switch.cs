using System.Runtime.CompilerServices;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Runs the activities of the cases that hold, or the default.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public class Switch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Activity(source, line)
{
    private const string PendingKey = "ScheduledActivityIds";

    public Output<object>? Output { get; set; }

    [Input(Description = "The cases to evaluate.", UIHint = "switch-editor")]
    public ICollection<SwitchCase> Cases { get; set; } = new List<SwitchCase>();

    [Input(
        Description = "The switch mode determines whether the first match should be scheduled, or all matches.",
        UIHint = InputUIHints.DropDown
    )]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    [Port]
    public IActivity? Default { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var chosen = await ChooseAsync(context);
        context.SetProperty(PendingKey, chosen.Select(activity => activity.Id).ToHashSet());
        foreach (var activity in chosen)
            await context.ScheduleActivityAsync(activity, OnChildActivityCompletedAsync);
        if (chosen.Count == 0)
            await context.CompleteActivityAsync();
    }

    private async ValueTask<List<IActivity>> ChooseAsync(ActivityExecutionContext context)
    {
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        var matching = new List<SwitchCase>();
        foreach (var candidate in Cases)
        {
            if (await evaluator.EvaluateAsync<bool?>(candidate.Condition, context.ExpressionExecutionContext) is true)
                matching.Add(candidate);
        }
        var taken = context.Get(Mode) == SwitchMode.MatchFirst ? matching.Take(1) : matching;
        var activities = matching.Count == 0 ? [Default] : taken.Select(match => match.Activity);
        return activities.OfType<IActivity>().ToList();
    }

    private ValueTask OnChildActivityCompletedAsync(ActivityCompletedContext context)
    {
        var pending = context.TargetContext.UpdateProperty<HashSet<string>>(
            PendingKey,
            ids => (ids ?? []).Where(id => id != context.ChildContext.Activity.Id).ToHashSet()
        );
        return pending.Count == 0 ? context.TargetContext.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}

/// <summary>A case of a <see cref="Switch"/>.</summary>
public class SwitchCase
{
    public SwitchCase() { }

    public SwitchCase(string label, Expression condition, IActivity activity)
    {
        Label = label;
        Condition = condition;
        Activity = activity;
    }

    public SwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity activity)
        : this(label, Expression.DelegateExpression(condition), activity) { }

    public SwitchCase(string label, Func<ValueTask<bool>> condition, IActivity activity)
        : this(label, Expression.DelegateExpression(condition), activity) { }

    public SwitchCase(string label, Func<ExpressionExecutionContext, bool> condition, IActivity activity)
        : this(label, Expression.DelegateExpression(condition), activity) { }

    public SwitchCase(string label, Func<bool> condition, IActivity activity)
        : this(label, Expression.DelegateExpression(condition), activity) { }

    public string Label { get; set; } = null!;

    public Expression Condition { get; set; } = Expression.LiteralExpression(false);

    public IActivity? Activity { get; set; }
}
