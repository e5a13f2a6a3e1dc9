using Elsa.Common;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>One execution of one activity: its inputs, variables, children, bookmarks and outcome.</summary>
public partial class ActivityExecutionContext : IExecutionContext, IDisposable
{
    private readonly ISystemClock _clock;
    private readonly HashSet<ActivityExecutionContext> _openChildren = [];
    private ActivityExecutionContext? _parent;
    private ActivityNode? _node;
    private ActivityStatus _status = ActivityStatus.Pending;
    private Exception? _exception;
    private int _aggregateFaultCount;

    public ActivityExecutionContext(
        string id,
        WorkflowExecutionContext workflowExecutionContext,
        ActivityExecutionContext? parentActivityExecutionContext,
        IActivity activity,
        ActivityDescriptor activityDescriptor,
        DateTimeOffset startedAt,
        object? tag,
        ISystemClock systemClock,
        CancellationToken cancellationToken
    )
    {
        _clock = systemClock;
        Id = id;
        WorkflowExecutionContext = workflowExecutionContext;
        Activity = activity;
        ActivityDescriptor = activityDescriptor;
        StartedAt = startedAt;
        Tag = tag;
        CancellationToken = cancellationToken;
        Properties = new TrackedDictionary(Taint);
        Metadata = new TrackedDictionary(Taint);
        ActivityState = new TrackedDictionary(Taint);
        ActivityInput = new TrackedDictionary(Taint);
        ExpressionExecutionContext = new(
            workflowExecutionContext.ServiceProvider,
            new MemoryRegister(),
            parentActivityExecutionContext?.ExpressionExecutionContext
                ?? workflowExecutionContext.ExpressionExecutionContext,
            ExpressionExecutionContextExtensions.PropertiesFor(this),
            Taint,
            cancellationToken
        );
        ParentActivityExecutionContext = parentActivityExecutionContext;
    }

    public string Id { get; set; }

    public WorkflowExecutionContext WorkflowExecutionContext { get; }

    public ActivityExecutionContext? ParentActivityExecutionContext
    {
        get => _parent;
        internal set
        {
            _parent = value;
            value?.Children.Add(this);
            if (value is not null && !IsCompleted)
                value._openChildren.Add(this);
        }
    }

    public ISet<ActivityExecutionContext> Children { get; } = new HashSet<ActivityExecutionContext>();

    /// <summary>Children that have neither completed nor been cancelled.</summary>
    internal IReadOnlyCollection<ActivityExecutionContext> OpenChildren => _openChildren;

    public IActivity Activity { get; set; }

    public ActivityDescriptor ActivityDescriptor { get; }

    public ActivityNode ActivityNode =>
        _node?.Activity == Activity
            ? _node
            : _node =
                WorkflowExecutionContext.FindNodeByActivity(Activity)
                ?? throw new InvalidOperationException($"The activity '{Activity.Id}' is not part of the workflow.");

    public string NodeId => ActivityNode.NodeId;

    public ExpressionExecutionContext ExpressionExecutionContext { get; }

    public CancellationToken CancellationToken { get; }

    public ActivityStatus Status => _status;

    public bool IsCompleted => _status is ActivityStatus.Completed or ActivityStatus.Canceled;

    public bool IsExecuting { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public long ExecutionCount { get; private set; }

    public object? Tag { get; set; }

    public Exception? Exception
    {
        get => _exception;
        set
        {
            _exception = value;
            Taint();
        }
    }

    /// <summary>Faults here and below.</summary>
    public int AggregateFaultCount
    {
        get => _aggregateFaultCount;
        set
        {
            _aggregateFaultCount = value;
            Taint();
        }
    }

    public string? SchedulingActivityExecutionId { get; set; }

    public string? SchedulingActivityId { get; set; }

    public string? SchedulingWorkflowInstanceId { get; set; }

    public int CallStackDepth { get; set; }

    public IDictionary<string, object> WorkflowInput => WorkflowExecutionContext.Input;

    public IDictionary<string, object> ActivityInput { get; }

    /// <summary>The evaluated inputs, for the record.</summary>
    public IDictionary<string, object> ActivityState { get; }

    /// <summary>What the record of this execution shows besides, such as the outcomes.</summary>
    public IDictionary<string, object> JournalData { get; } = new Dictionary<string, object>();

    /// <summary>Saved with the instance as long as the activity has not completed.</summary>
    public IDictionary<string, object> Properties { get; }

    /// <summary>Lasts as long as the burst.</summary>
    public IDictionary<object, object> TransientProperties { get; set; } = new Dictionary<object, object>();

    public IDictionary<string, object> Metadata { get; }

    public bool IsDirty { get; private set; }

    public void Taint() => IsDirty = true;

    public void ClearTaint() => IsDirty = false;

    public void TransitionTo(ActivityStatus status)
    {
        if (_status == status)
            return;
        _status = status;
        if (IsCompleted)
            _parent?._openChildren.Remove(this);
        else
            _parent?._openChildren.Add(this);
        Taint();
    }

    /// <summary>Marks the activity and the workflow as executing until disposed.</summary>
    public IDisposable EnterExecution() => new ExecutionMark(this);

    public WorkflowExecutionLogEntry AddExecutionLogEntry(
        string eventName,
        string? message = null,
        string? source = null,
        object? payload = null
    )
    {
        var entry = new WorkflowExecutionLogEntry(
            Id,
            ParentActivityExecutionContext?.Id,
            Activity.Id,
            Activity.Type,
            Activity.Version,
            Activity.Name,
            NodeId,
            null,
            _clock.UtcNow,
            WorkflowExecutionContext.ExecutionLogSequence++,
            eventName,
            message,
            source ?? Activity.GetSource(),
            payload
        );
        WorkflowExecutionContext.ExecutionLog.Add(entry);
        return entry;
    }

    internal void CountExecution() => ExecutionCount++;

    internal void RecordScheduler(ActivityInvocationOptions? options)
    {
        SchedulingActivityExecutionId = options?.SchedulingActivityExecutionId;
        SchedulingWorkflowInstanceId = options?.SchedulingWorkflowInstanceId;
        if (WorkflowExecutionContext.FindContext(SchedulingActivityExecutionId) is { } scheduler)
        {
            SchedulingActivityId = scheduler.Activity.Id;
            CallStackDepth = scheduler.CallStackDepth + 1;
        }
        else if (options?.SchedulingCallStackDepth is { } depth)
        {
            CallStackDepth = depth + 1;
        }
    }

    void IDisposable.Dispose() => GC.SuppressFinalize(this);

    private sealed class ExecutionMark : IDisposable
    {
        private readonly ActivityExecutionContext _context;

        public ExecutionMark(ActivityExecutionContext context)
        {
            _context = context;
            Set(true);
        }

        public void Dispose() => Set(false);

        private void Set(bool executing) =>
            _context.IsExecuting = _context.WorkflowExecutionContext.IsExecuting = executing;
    }
}
