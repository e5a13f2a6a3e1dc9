using Elsa.Common;
using Elsa.Expressions.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>
/// One burst of one instance: everything that changes while the shared <see cref="WorkflowGraph"/> is being run.
/// </summary>
public partial class WorkflowExecutionContext : IExecutionContext
{
    private readonly CancellationTokenSource _cancellation;
    private string? _correlationId;
    private bool _isOver;

    private WorkflowExecutionContext(IServiceProvider services, WorkflowGraph graph, string id, CancellationToken stop)
    {
        ServiceProvider = services;
        Tools = services.GetRequiredService<EngineTools>();
        WorkflowGraph = graph;
        Id = id;
        Scheduler = services.GetRequiredService<IActivitySchedulerFactory>().CreateScheduler();
        MemoryRegister = graph.Workflow.CreateRegister();
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
        CancellationToken = _cancellation.Token;
        ExpressionExecutionContext = new(services, MemoryRegister, cancellationToken: CancellationToken);
    }

    /// <summary>The services that every step needs, resolved once.</summary>
    internal EngineTools Tools { get; }

    public IServiceProvider ServiceProvider { get; }

    public IActivityRegistry ActivityRegistry => GetRequiredService<IActivityRegistry>();

    public IActivityRegistryLookupService ActivityRegistryLookup =>
        GetRequiredService<IActivityRegistryLookupService>();

    public ISystemClock SystemClock => Tools.Clock;

    public IIdentityGenerator IdentityGenerator => Tools.Ids;

    public WorkflowGraph WorkflowGraph { get; private set; }

    public Workflow Workflow => WorkflowGraph.Workflow;

    public IActivity Activity => Workflow;

    public string Id { get; set; }

    public string? CorrelationId
    {
        get => _correlationId;
        set => _correlationId = Correlation.Checked(value);
    }

    public string? Name { get; set; }

    public string? ParentWorkflowInstanceId { get; set; }

    public string? TriggerActivityId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public WorkflowSubStatus SubStatus { get; internal set; } = WorkflowSubStatus.Pending;

    public WorkflowStatus Status => StatusOf(SubStatus);

    public bool IsExecuting { get; set; }

    public MemoryRegister MemoryRegister { get; }

    public ExpressionExecutionContext ExpressionExecutionContext { get; }

    public IEnumerable<Variable> Variables => Workflow.Variables;

    public IActivityScheduler Scheduler { get; }

    public IDictionary<string, object> Input { get; set; } =
        new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);

    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();

    /// <summary>Saved with the instance.</summary>
    public IDictionary<string, object> Properties { get; set; } =
        new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Lasts as long as the burst.</summary>
    public IDictionary<object, object> TransientProperties { get; set; } = new Dictionary<object, object>();

    public ICollection<ActivityIncident> Incidents { get; set; } = new List<ActivityIncident>();

    /// <summary>The exception that ended the burst, if one did.</summary>
    internal Exception? Exception { get; set; }

    /// <summary>Runs in place of the next activity's own method; how a bookmark's callback is called.</summary>
    public ExecuteActivityDelegate? ExecuteDelegate { get; set; }

    public CancellationToken CancellationToken { get; }

    public long ExecutionLogSequence { get; set; }

    public ICollection<WorkflowExecutionLogEntry> ExecutionLog { get; } = new List<WorkflowExecutionLogEntry>();

    /// <summary>Ends the instance as cancelled; nothing further is executed.</summary>
    public void Cancel()
    {
        Bookmarks.Clear();
        ClearCompletionCallbacks();
        Scheduler.Clear();
        if (Status == WorkflowStatus.Running)
        {
            AddExecutionLogEntry("Workflow cancelled");
            TransitionTo(WorkflowSubStatus.Cancelled);
        }
        foreach (var context in ActivityExecutionContexts.Where(context => !context.IsCompleted))
            context.TransitionTo(ActivityStatus.Canceled);
        if (!_isOver)
            _cancellation.Cancel();
    }

    /// <summary>Lets go of the caller's token, which may live as long as the host.</summary>
    internal void EndBurst()
    {
        _isOver = true;
        _cancellation.Dispose();
    }

    /// <summary>Puts a new version in the place of the one that was running; activities are matched by node id.</summary>
    public Task SetWorkflowGraphAsync(WorkflowGraph workflowGraph)
    {
        WorkflowGraph = workflowGraph;
        foreach (var context in ActivityExecutionContexts)
        {
            if (workflowGraph.FindNodeById(context.Activity.NodeId) is { } node)
                context.Activity = node.Activity;
        }
        return Task.CompletedTask;
    }

    public WorkflowExecutionLogEntry AddExecutionLogEntry(
        string eventName,
        string? message = null,
        object? payload = null
    )
    {
        var entry = new WorkflowExecutionLogEntry(
            Id,
            null,
            Workflow.Id,
            Workflow.Type,
            Workflow.Identity.Version,
            Workflow.Name,
            Workflow.Identity.Id,
            null,
            SystemClock.UtcNow,
            ExecutionLogSequence++,
            eventName,
            message,
            Elsa.Extensions.ActivityPropertyExtensions.GetSource(Workflow),
            payload
        );
        ExecutionLog.Add(entry);
        return entry;
    }

    public Task CommitAsync() => Tools.CommitAsync(this);

    /// <summary>Lets a faulted instance go on.</summary>
    internal void Reopen()
    {
        SubStatus = WorkflowSubStatus.Suspended;
        FinishedAt = null;
    }

    internal void TransitionTo(WorkflowSubStatus subStatus)
    {
        if (Status == WorkflowStatus.Finished)
            throw new InvalidOperationException($"The instance {Id} is {SubStatus} and cannot become {subStatus}.");
        SubStatus = subStatus;
        UpdatedAt = SystemClock.UtcNow;
        if (Status == WorkflowStatus.Finished)
            FinishedAt = UpdatedAt;
    }

    private static WorkflowStatus StatusOf(WorkflowSubStatus subStatus) =>
        subStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted
            ? WorkflowStatus.Finished
            : WorkflowStatus.Running;
}
