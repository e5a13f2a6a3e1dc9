using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Names the instance.</summary>
[Activity("Elsa", "Primitives", "Set the name of the workflow instance to a specified value.")]
public class SetName : CodeActivity
{
    public SetName([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public SetName(Input<string> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Value = value;

    public Input<string> Value { get; set; } = new("");

    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.Name = Value.GetOrDefault(context);
}

/// <summary>Ties the instance to something outside by a correlation id.</summary>
[Activity("Elsa", "Primitives", "Set the CorrelationId of the workflow to a given value.")]
public class Correlate : CodeActivity
{
    public Correlate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Correlate(string correlationId, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) => CorrelationId = new Input<string>(correlationId);

    public Correlate(
        Variable<string> correlationId,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : base(source, line) => CorrelationId = new Input<string>(correlationId);

    public Correlate(
        Func<ExpressionExecutionContext, string> correlationId,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : base(source, line) => CorrelationId = new Input<string>(correlationId);

    [Description("An expression that evaluates to the value to store as the correlation id")]
    public Input<string> CorrelationId { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.CorrelationId = context.Get(CorrelationId);
}
