using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Memory;

namespace Workflows.Engine;

/// <summary>Gives a starting container its variables.</summary>
internal static class VariableScopes
{
    public static void Declare(ActivityExecutionContext context, IEnumerable<Variable> variables)
    {
        foreach (var variable in variables)
            context.ExpressionExecutionContext.Memory.Declare(variable).Value = DefaultOf(variable);
        context.Taint();
    }

    /// <summary>
    /// A default belongs to the definition, which all runs share: whatever can be changed in place is copied, or one
    /// run's list would grow into the next.
    /// </summary>
    private static object? DefaultOf(Variable variable)
    {
        var value = variable.ParseValue(variable.Value);
        return
            value is null or string or Delegate or Type or JsonElement
            || value.GetType().IsValueType
            || value is not System.Collections.IEnumerable
            ? value
            : JsonSerializer.SerializeToElement(value).Deserialize(value.GetType());
    }
}

/// <summary>Values that a run is started with; they wait for the workflow to declare its variables.</summary>
internal static class InitialVariables
{
    private static readonly object Key = new();

    public static void Put(WorkflowExecutionContext workflow, IDictionary<string, object>? values)
    {
        if (values is { Count: > 0 })
            workflow.TransientProperties[Key] = values;
    }

    public static IEnumerable<KeyValuePair<string, object>> TakeFrom(ActivityExecutionContext context)
    {
        var isRoot = context.ParentActivityExecutionContext is null;
        return isRoot && context.WorkflowExecutionContext.TransientProperties.Remove(Key, out var values)
            ? (IDictionary<string, object>)values
            : [];
    }
}
