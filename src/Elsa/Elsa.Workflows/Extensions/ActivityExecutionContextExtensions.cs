using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.State;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>What activities do with their context.</summary>
public static partial class ActivityExecutionContextExtensions
{
    public static bool TryGetWorkflowInput<T>(
        this ActivityExecutionContext context,
        string key,
        out T value,
        JsonSerializerOptions? serializerOptions = null
    )
    {
        var found = context.WorkflowInput.TryGetValue(key, out var raw);
        value = Values.To<T>(raw)!;
        return found;
    }

    public static T GetWorkflowInput<T>(
        this ActivityExecutionContext context,
        JsonSerializerOptions? serializerOptions = null
    ) => context.GetWorkflowInput<T>(typeof(T).Name, serializerOptions);

    public static T GetWorkflowInput<T>(
        this ActivityExecutionContext context,
        string key,
        JsonSerializerOptions? serializerOptions = null
    ) =>
        context.TryGetWorkflowInput<T>(key, out var value)
            ? value
            : throw new KeyNotFoundException($"The workflow was given no input '{key}'.");

    public static void SetResult(this ActivityExecutionContext context, object? value)
    {
        var activity =
            context.Activity as IActivityWithResult
            ?? throw new InvalidOperationException($"The activity '{context.Activity.Id}' has no result.");
        context.Set(activity.Result, value, nameof(IActivityWithResult.Result));
    }

    public static bool IsTriggerOfWorkflow(this ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.TriggerActivityId is { } trigger && trigger == context.Activity.Id;

    public static Variable CreateVariable(
        this ActivityExecutionContext context,
        string name,
        object? value,
        Type? storageDriverType = null,
        Action<MemoryBlock>? configure = null
    ) => context.ExpressionExecutionContext.CreateVariable(name, value, storageDriverType, configure);

    public static Variable SetVariable(
        this ActivityExecutionContext context,
        string name,
        object? value,
        Action<MemoryBlock>? configure = null
    ) => context.ExpressionExecutionContext.SetVariable(name, value, configure);

    public static T? GetVariable<T>(this ActivityExecutionContext context, string name) =>
        context.ExpressionExecutionContext.GetVariable<T>(name);

    public static IDictionary<string, object> GetVariableValues(this ActivityExecutionContext context) =>
        context.ExpressionExecutionContext.ReadAndFlattenMemoryBlocks();

    /// <summary>Sets a declared variable, or else adds one to the container around.</summary>
    public static Variable SetDynamicVariable<T>(
        this ActivityExecutionContext context,
        string name,
        T value,
        Action<MemoryBlock>? configure = null
    )
    {
        if (context.ExpressionExecutionContext.GetVariable(name) is not null)
            return context.SetVariable(name, value, configure);
        var container =
            context.FindParentWithVariableContainer()
            ?? throw new InvalidOperationException("There is no container to hold the variable.");
        var variable = new Variable<T>(name, value).WithWorkflowStorage();
        container.DeclareDynamic(variable);
        return variable;
    }

    public static IActivity? FindActivityByIdOrName(
        this ActivityExecutionContext activityExecutionContext,
        string idOrName
    ) =>
        activityExecutionContext
            .FindParentWithVariableContainer()
            ?.ActivityNode.Children.Select(node => node.Activity)
            .FirstOrDefault(activity => activity.Name == idOrName || activity.Id == idOrName);

    public static string GetOutcomeName(this ActivityExecutionContext activityExecutionContext, string portPropertyName)
    {
        var property = activityExecutionContext.Activity.GetType().GetProperty(portPropertyName);
        return (property?.GetCustomAttributes(typeof(PortAttribute), true).FirstOrDefault() as PortAttribute)?.Name
            ?? portPropertyName;
    }

    public static ActivityExecutionContext? FindParentWithVariableContainer(
        this ActivityExecutionContext activityExecutionContext
    ) => activityExecutionContext.FindParent(context => context.Activity is IVariableContainer);

    /// <summary>The first that satisfies, from this one outwards.</summary>
    public static ActivityExecutionContext? FindParent(
        this ActivityExecutionContext activityExecutionContext,
        Func<ActivityExecutionContext, bool> predicate
    ) => activityExecutionContext.GetAncestors().Prepend(activityExecutionContext).FirstOrDefault(predicate);

    public static IEnumerable<ActivityExecutionContext> GetAncestors(
        this ActivityExecutionContext activityExecutionContext
    )
    {
        for (
            var parent = activityExecutionContext.ParentActivityExecutionContext;
            parent is not null;
            parent = parent.ParentActivityExecutionContext
        )
            yield return parent;
    }

    public static IEnumerable<ActivityExecutionContext> GetChildren(
        this ActivityExecutionContext activityExecutionContext
    ) => activityExecutionContext.Children;

    public static IEnumerable<ActivityExecutionContext> GetActiveChildren(
        this ActivityExecutionContext activityExecutionContext
    ) => activityExecutionContext.Children;

    public static IEnumerable<ActivityExecutionContext> GetDescendants(
        this ActivityExecutionContext activityExecutionContext
    ) => activityExecutionContext.Children.ToList().SelectMany(child => child.GetDescendants().Prepend(child));

    /// <summary>Sends a signal to the activity itself and then up, until somebody stops it.</summary>
    public static async ValueTask SendSignalAsync(this ActivityExecutionContext activityExecutionContext, object signal)
    {
        for (
            var receiver = activityExecutionContext;
            receiver is not null;
            receiver = receiver.ParentActivityExecutionContext
        )
        {
            if (receiver.Activity is not ISignalHandler handler)
                continue;
            var signalContext = new SignalContext(
                receiver,
                activityExecutionContext,
                activityExecutionContext.CancellationToken
            );
            await handler.ReceiveSignalAsync(signal, signalContext);
            if (signalContext.StopPropagationRequested)
                return;
        }
    }

    /// <summary>Lets a flowchart go on along these outcomes while the activity stays open.</summary>
    public static ValueTask ScheduleOutcomesAsync(
        this ActivityExecutionContext activityExecutionContext,
        params string[] outcomes
    )
    {
        activityExecutionContext.JournalData["Outcomes"] = outcomes;
        return activityExecutionContext.SendSignalAsync(new ScheduleActivityOutcomes(outcomes));
    }

    /// <summary>Cancels the activity and everything in it: bookmarks, callbacks, and work that has not begun.</summary>
    public static async Task CancelActivityAsync(this ActivityExecutionContext activityExecutionContext)
    {
        if (activityExecutionContext.IsCompleted)
            return;
        activityExecutionContext.WithdrawScheduledWork();
        foreach (var child in activityExecutionContext.OpenChildren.ToList())
            await child.CancelActivityAsync();
        activityExecutionContext.TransitionTo(ActivityStatus.Canceled);
        activityExecutionContext.ClearBookmarks();
        activityExecutionContext.ClearCompletionCallbacks();
        activityExecutionContext.AddExecutionLogEntry("Canceled");
        await activityExecutionContext.SendSignalAsync(new CancelSignal());
    }

    /// <summary>Records an exception as an incident; what follows is for the incident strategy to say.</summary>
    public static void Fault(this ActivityExecutionContext activityExecutionContext, Exception e)
    {
        activityExecutionContext.Exception = e;
        activityExecutionContext.TransitionTo(ActivityStatus.Faulted);
        var activity = activityExecutionContext.Activity;
        var workflow = activityExecutionContext.WorkflowExecutionContext;
        workflow.Incidents.Add(
            new ActivityIncident(
                activity.Id,
                activity.NodeId,
                activity.Type,
                e.Message,
                ExceptionState.FromException(e),
                workflow.SystemClock.UtcNow
            )
        );
        foreach (var context in activityExecutionContext.GetAncestors().Prepend(activityExecutionContext))
            context.AggregateFaultCount++;
    }

    /// <summary>Takes back what <see cref="Fault"/> counted, before the activity is tried again.</summary>
    public static void RecoverFromFault(this ActivityExecutionContext activityExecutionContext)
    {
        var faults = activityExecutionContext.AggregateFaultCount;
        foreach (var context in activityExecutionContext.GetAncestors().Prepend(activityExecutionContext))
            context.AggregateFaultCount = Math.Max(0, context.AggregateFaultCount - faults);
        activityExecutionContext.Exception = null;
        if (activityExecutionContext.Status == ActivityStatus.Faulted)
            activityExecutionContext.TransitionTo(ActivityStatus.Running);
    }
}
