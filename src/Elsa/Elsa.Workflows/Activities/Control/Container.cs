using System.Collections.ObjectModel;
using Elsa.Workflows.Memory;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>An activity with children and with variables that only they see.</summary>
public abstract class Container(string? source = null, int? line = null) : Activity(source, line), IVariableContainer
{
    public ICollection<IActivity> Activities { get; set; } = new List<IActivity>();

    public ICollection<Variable> Variables { get; set; } = new Collection<Variable>();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        VariableScopes.Declare(context, Variables);
        return ScheduleChildrenAsync(context);
    }

    protected virtual ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        ScheduleChildren(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void ScheduleChildren(ActivityExecutionContext context) { }
}
