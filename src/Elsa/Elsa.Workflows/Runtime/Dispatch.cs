using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Runs something after the current burst: in the same transaction, but not inside the caller's activity.</summary>
    public interface IWorkflowDispatcher
    {
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchWorkflowDefinitionRequest request,
            DispatchWorkflowOptions? options,
            CancellationToken cancellationToken = default
        );
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchWorkflowInstanceRequest request,
            DispatchWorkflowOptions? options,
            CancellationToken cancellationToken = default
        );
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    public class DispatchWorkflowDefinitionRequest
    {
        public DispatchWorkflowDefinitionRequest() { }

        public DispatchWorkflowDefinitionRequest(string definitionVersionId) =>
            DefinitionVersionId = definitionVersionId;

        public string DefinitionVersionId { get; set; } = null!;
        public string? ParentWorkflowInstanceId { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
        public string? CorrelationId { get; set; }
        public string? InstanceId { get; set; }
        public string? TriggerActivityId { get; set; }
        public string? SchedulingActivityExecutionId { get; set; }
        public string? SchedulingWorkflowInstanceId { get; set; }
        public int? SchedulingCallStackDepth { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    public class DispatchWorkflowInstanceRequest
    {
        public DispatchWorkflowInstanceRequest() { }

        public DispatchWorkflowInstanceRequest(string instanceId) => InstanceId = instanceId;

        public string InstanceId { get; set; } = null!;
        public string? BookmarkId { get; set; }
        public Elsa.Workflows.Models.ActivityHandle? ActivityHandle { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
        public string? CorrelationId { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Responses
{
    public record DispatchWorkflowResponse(FaultException? Fault)
    {
        public bool Succeeded => Fault is null;

        public static DispatchWorkflowResponse Success() => new((FaultException?)null);

        public static DispatchWorkflowResponse UnknownChannel() =>
            new(
                new FaultException(
                    RuntimeFaultCodes.UnknownChannel,
                    "Dispatch",
                    "System",
                    "There is no channel of this name."
                )
            );

        public void ThrowIfFailed()
        {
            if (Fault is not null)
                throw Fault;
        }
    }
}

namespace Elsa.Workflows.Runtime
{
    public static class RuntimeFaultCodes
    {
        public const string UnknownChannel = "UnknownChannel";
    }

    public class DispatchWorkflowOptions
    {
        public string? Channel { get; set; }
    }
}
