using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime;

/// <summary>Starts instances, if the activation strategy of the definition allows one more.</summary>
public interface IWorkflowStarter
{
    Task<StartWorkflowResponse> StartWorkflowAsync(
        StartWorkflowRequest request,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Asks the activation strategy of a definition.</summary>
public interface IWorkflowActivationStrategyEvaluator
{
    Task<bool> CanStartWorkflowAsync(WorkflowActivationStrategyEvaluationContext context);
}

/// <summary>Who wants to start what.</summary>
public class WorkflowActivationStrategyEvaluationContext
{
    public Workflow Workflow { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public CancellationToken CancellationToken { get; set; }
}

/// <summary>What is to be started: a workflow at hand, or the one that the handle means.</summary>
public class StartWorkflowRequest
{
    public Workflow? Workflow { get; set; }
    public WorkflowDefinitionHandle? WorkflowDefinitionHandle { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
    public string? TriggerActivityId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
}

/// <summary>The instance after its first burst, or that none may start now.</summary>
public record StartWorkflowResponse
{
    public bool CannotStart { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public WorkflowStatus? Status { get; set; }
    public WorkflowSubStatus? SubStatus { get; set; }
    public ICollection<Bookmark> Bookmarks { get; set; } = [];
    public ICollection<ActivityIncident> Incidents { get; set; } = [];
}
