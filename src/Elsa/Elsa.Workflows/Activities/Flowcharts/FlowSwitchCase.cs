using Elsa.Expressions.Models;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>A case of a switch in a flowchart: the outcome and when it holds.</summary>
public class FlowSwitchCase
{
    public FlowSwitchCase() { }

    public FlowSwitchCase(string label, Expression condition)
    {
        Label = label;
        Condition = condition;
    }

    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition)
        : this(label, Expression.DelegateExpression(condition)) { }

    public FlowSwitchCase(string label, Func<ValueTask<bool>> condition)
        : this(label, Expression.DelegateExpression(condition)) { }

    public FlowSwitchCase(string label, Func<ExpressionExecutionContext, bool> condition)
        : this(label, Expression.DelegateExpression(condition)) { }

    public FlowSwitchCase(string label, Func<bool> condition)
        : this(label, Expression.DelegateExpression(condition)) { }

    public string Label { get; set; } = null!;

    public Expression Condition { get; set; } = Expression.LiteralExpression(false);
}
