using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>What expressions and their functions ask of their context.</summary>
public static partial class ExpressionExecutionContextExtensions
{
    public static readonly object WorkflowExecutionContextKey = new();
    public static readonly object ActivityExecutionContextKey = new();
    public static readonly object InputKey = new();
    public static readonly object WorkflowKey = new();
    public static readonly object ActivityKey = new();

    public static IDictionary<object, object> CreateActivityExecutionContextPropertiesFrom(
        WorkflowExecutionContext workflowExecutionContext,
        IDictionary<string, object> input
    ) =>
        new Dictionary<object, object>
        {
            [WorkflowExecutionContextKey] = workflowExecutionContext,
            [WorkflowKey] = workflowExecutionContext.Workflow,
            [InputKey] = input,
        };

    public static IDictionary<object, object> CreateTriggerIndexingPropertiesFrom(
        Workflow workflow,
        IDictionary<string, object> input
    ) => new Dictionary<object, object> { [WorkflowKey] = workflow, [InputKey] = input };

    internal static IDictionary<object, object> PropertiesFor(ActivityExecutionContext context)
    {
        var properties = CreateActivityExecutionContextPropertiesFrom(
            context.WorkflowExecutionContext,
            context.WorkflowExecutionContext.Input
        );
        properties[ActivityExecutionContextKey] = context;
        properties[ActivityKey] = context.Activity;
        return properties;
    }

    public static WorkflowExecutionContext GetWorkflowExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var found)
            ? found
            : throw new InvalidOperationException("This expression is not evaluated within a running workflow.");

    public static bool TryGetWorkflowExecutionContext(
        this ExpressionExecutionContext context,
        out WorkflowExecutionContext workflowExecutionContext
    ) => TryFind(context, WorkflowExecutionContextKey, out workflowExecutionContext);

    public static ActivityExecutionContext GetActivityExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var found)
            ? found
            : throw new InvalidOperationException("This expression is not evaluated within an activity.");

    public static bool TryGetActivityExecutionContext(
        this ExpressionExecutionContext context,
        out ActivityExecutionContext activityExecutionContext
    ) => TryFind(context, ActivityExecutionContextKey, out activityExecutionContext);

    public static IActivity GetActivity(this ExpressionExecutionContext context) =>
        (IActivity)context.TransientProperties[ActivityKey];

    public static T? Get<T>(this ExpressionExecutionContext context, Input<T>? input) =>
        input is null ? default : Values.To<T>(context.GetBlock(input.MemoryBlockReference).Value);

    public static T? Get<T>(this ExpressionExecutionContext context, Output output) =>
        Values.To<T>(context.Get(output));

    public static object? Get(this ExpressionExecutionContext context, Output output) =>
        context.GetBlock(output.MemoryBlockReference).Value;

    /// <summary>Puts a value where the output points: into memory, and into the workflow's output if it is declared there.</summary>
    public static void Set(
        this ExpressionExecutionContext context,
        Output? output,
        object? value,
        Action<MemoryBlock>? configure = null
    )
    {
        if (output is null)
            return;
        // Not as the variable's type: a result is kept as it is until it is read back after a pause.
        var parsed = output.ParseValue(value);
        context.Set(output.MemoryBlockReference(), parsed, configure);
        context.SetWorkflowOutput(output, parsed);
    }

    public static void SetBoundValue(this ExpressionExecutionContext context, Output output, object? value)
    {
        context.Set(output.MemoryBlockReference(), value);
        context.SetWorkflowOutput(output, value);
    }

    public static object? GetLastResult(this ExpressionExecutionContext context) =>
        context.GetWorkflowExecutionContext().GetLastActivityResult();

    private static void SetWorkflowOutput(this ExpressionExecutionContext context, Output output, object? value)
    {
        if (!context.TryGetWorkflowExecutionContext(out var workflowContext))
            return;
        var id = output.MemoryBlockReference().Id;
        if (workflowContext.Workflow.Outputs.Any(declared => declared.Name == id))
            workflowContext.Output[id] = value!;
    }

    private static bool TryFind<T>(ExpressionExecutionContext context, object key, out T found)
        where T : class
    {
        found = context.TransientProperties.TryGetValue(key, out var value) ? (T)value : null!;
        return found is not null;
    }
}
