using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Gives a client for one instance, new or existing.</summary>
public interface IWorkflowRuntime
{
    ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default);
    ValueTask<IWorkflowClient> CreateClientAsync(
        string? workflowInstanceId,
        CancellationToken cancellationToken = default
    );
}

/// <summary>
/// What can be done with one instance. Activities see the services of the caller's scope, and all that a burst changes
/// is written in the caller's transaction when there is one.
/// </summary>
public interface IWorkflowClient
{
    string WorkflowInstanceId { get; }
    Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(
        CreateWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    );
    Task<RunWorkflowInstanceResponse> RunInstanceAsync(
        RunWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    );
    Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(
        CreateAndRunWorkflowInstanceRequest request,
        CancellationToken cancellationToken = default
    );
    Task CancelAsync(CancellationToken cancellationToken = default);
    Task<bool> DeleteAsync(CancellationToken cancellationToken = default);
    Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default);
    Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default);
    Task ImportStateAsync(WorkflowState workflowState, CancellationToken cancellationToken = default);
}
