using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management.Activities.SetOutput;

/// <summary>Sets an output of the workflow, or of the workflow used as an activity, that this stands in.</summary>
[Activity("Elsa", "Composition", "Assigns a given value to a the container's output.", Kind = ActivityKind.Action)]
public class SetOutput([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line)
{
    [Input(DisplayName = "Output", Description = "The output to assign.", UIHint = InputUIHints.OutputPicker)]
    public Input<string> OutputName { get; set; } = null!;

    [Input(Description = "The value to assign.")]
    public Input<object?> OutputValue { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = OutputName.Get(context);
        var value = OutputValue.GetOrDefault(context);
        var owner = context
            .ParentActivityExecutionContext?.GetAncestors()
            .FirstOrDefault(ancestor => OutputOf(ancestor, name) is not null);
        if (owner is null)
            context.WorkflowExecutionContext.Output[name] = value!;
        else
            SetOn(owner, name, value, context);
    }

    private static void SetOn(
        ActivityExecutionContext owner,
        string name,
        object? value,
        ActivityExecutionContext context
    )
    {
        var output = (Output?)OutputOf(owner, name)!.ValueGetter(owner.Activity);
        owner.Set(output, value, name);
        if (owner.ParentActivityExecutionContext is not { } around)
        {
            context.WorkflowExecutionContext.Output[name] = value!;
            return;
        }
        if (context.ExpressionExecutionContext.GetVariable(name) is { } variable)
            context.Set(variable, value);
        if (output is not null)
            around.Set(output, value, name);
    }

    private static OutputDescriptor? OutputOf(ActivityExecutionContext context, string name) =>
        context.ActivityDescriptor.Outputs.FirstOrDefault(output => output.Name == name);
}
