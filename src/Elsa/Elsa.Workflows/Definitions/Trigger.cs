using Elsa.Expressions.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>An activity that can start a workflow.</summary>
public abstract class Trigger : Activity, ITrigger
{
    protected Trigger(string? source = null, int? line = null)
        : base(source, line) { }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) { }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        new(GetTriggerPayloads(context));

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        GetTriggerPayloadsAsync(context);
}

/// <summary>A trigger that yields a <typeparamref name="TResult"/>.</summary>
public abstract class Trigger<TResult> : Activity<TResult>, ITrigger
{
    protected Trigger(string? source = null, int? line = null)
        : base(source, line) { }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) { }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        new(GetTriggerPayloads(context));

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        GetTriggerPayloadsAsync(context);
}

/// <summary>A workflow whose triggers are being collected.</summary>
public class WorkflowIndexingContext(Workflow workflow, CancellationToken cancellationToken)
{
    public Workflow Workflow { get; } = workflow;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public IDictionary<ITrigger, MemoryRegister> Registers { get; } = new Dictionary<ITrigger, MemoryRegister>();

    public MemoryRegister GetOrCreateRegister(ITrigger activity)
    {
        if (!Registers.TryGetValue(activity, out var register))
            Registers[activity] = register = new MemoryRegister();
        return register;
    }
}

/// <summary>One trigger whose payloads are being asked for, with its inputs evaluated.</summary>
public class TriggerIndexingContext(
    WorkflowIndexingContext workflowIndexingContext,
    ExpressionExecutionContext expressionExecutionContext,
    ITrigger trigger,
    CancellationToken cancellationToken
)
{
    public WorkflowIndexingContext WorkflowIndexingContext { get; } = workflowIndexingContext;

    public ExpressionExecutionContext ExpressionExecutionContext { get; } = expressionExecutionContext;

    public ITrigger Trigger { get; } = trigger;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The stimulus name under which the payloads are filed; the activity type unless the trigger says otherwise.</summary>
    public string TriggerName { get; set; } = trigger.Type;

    public T? Get<T>(Input<T>? input) =>
        input is null ? default : Values.To<T>(ExpressionExecutionContext.Get(input.MemoryBlockReference()));
}
