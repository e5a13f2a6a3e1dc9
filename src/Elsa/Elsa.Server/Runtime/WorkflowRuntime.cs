using Elsa.Workflows;
using Elsa.Workflows.Runtime;

namespace Workflows.Engine;

internal sealed class WorkflowRuntime(InstanceRunner runner, IIdentityGenerator ids) : IWorkflowRuntime
{
    public ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default) =>
        CreateClientAsync(null, cancellationToken);

    public ValueTask<IWorkflowClient> CreateClientAsync(
        string? workflowInstanceId,
        CancellationToken cancellationToken = default
    ) => new(new InstanceClient(workflowInstanceId ?? ids.GenerateId(), runner));
}
