using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management.Activities.SetOutput;

/// <summary>
/// Sets an output of the workflow; inside a workflow that is used as an activity, that activity's output.
/// </summary>
[Activity("Elsa", "Composition", "Sets an output of the workflow.")]
public class SetOutput : CodeActivity
{
    public SetOutput([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    [Input(DisplayName = "Output", Description = "The output to set.", UIHint = InputUIHints.OutputPicker)]
    public Input<string> OutputName { get; set; } = null!;

    [Input(Description = "Its value.")]
    public Input<object?> OutputValue { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = OutputName.Get(context);
        var value = OutputValue.GetOrDefault(context);
        var owner = context
            .ParentActivityExecutionContext?.GetAncestors()
            .FirstOrDefault(ancestor => ancestor.ActivityDescriptor.Outputs.Any(output => output.Name == name));
        if (owner is not null)
            SetOn(owner, context, name, value);
        if (owner?.ParentActivityExecutionContext is null)
            context.WorkflowExecutionContext.Output[name] = value!;
    }

    private static void SetOn(
        ActivityExecutionContext owner,
        ActivityExecutionContext context,
        string name,
        object? value
    )
    {
        var descriptor = owner.ActivityDescriptor.Outputs.First(output => output.Name == name);
        var output = (Output?)descriptor.ValueGetter(owner.Activity);
        owner.Set(output, value, name);
        if (owner.ParentActivityExecutionContext is not { } outside)
            return;
        // Inside, expressions read the output as a variable; outside it is bound to one of the parent's.
        if (context.ExpressionExecutionContext.GetVariable(name) is { } variable)
            variable.Set(context, value);
        if (output is not null)
            outside.Set(output, value);
    }
}
