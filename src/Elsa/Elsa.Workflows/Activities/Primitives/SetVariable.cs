using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Gives a variable a value.</summary>
[Activity("Elsa", "Primitives", "Assign a value to a workflow variable.")]
public class SetVariable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line)
{
    [Input(Description = "The variable to assign the value to.")]
    public Variable? Variable { get; set; }

    [Input(Description = "The value to assign.")]
    public Input<object?> Value { get; set; } = new(default(object));

    protected override void Execute(ActivityExecutionContext context)
    {
        // Only the id was saved: the variable in scope knows the type.
        var variable =
            context
                .ExpressionExecutionContext.EnumerateVariablesInScope()
                .FirstOrDefault(declared => declared.Id == Variable?.Id)
            ?? throw new InvalidOperationException(
                Variable is null
                    ? $"'{Id}' does not say which variable to set."
                    : $"There is no variable '{Variable.Name ?? Variable.Id}' where '{Id}' stands."
            );
        variable.Set(context, context.Get(Value));
    }
}

/// <inheritdoc cref="SetVariable"/>
[Browsable(false)]
[Activity("Elsa", "Primitives", "Assign value to a workflow variable.")]
public class SetVariable<T> : CodeActivity
{
    public SetVariable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public SetVariable(
        Variable<T> variable,
        Input<T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line)
    {
        Variable = variable;
        Value = value;
    }

    public SetVariable(
        Variable<T> variable,
        Variable<T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(variable, new Input<T>(value), source, line) { }

    public SetVariable(
        Variable<T> variable,
        Func<ExpressionExecutionContext, T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(variable, new Input<T>(value), source, line) { }

    public SetVariable(
        Variable<T> variable,
        Func<T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(variable, new Input<T>(value), source, line) { }

    public SetVariable(
        Variable<T> variable,
        T value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(variable, new Input<T>(value), source, line) { }

    [Input(Description = "The variable to assign the value to.")]
    public Variable<T> Variable { get; set; } = null!;

    [Input(Description = "The value to assign.")]
    public Input<T> Value { get; set; } = new(new Literal<T>());

    protected override void Execute(ActivityExecutionContext context) => Variable.Set(context, context.Get(Value));
}
