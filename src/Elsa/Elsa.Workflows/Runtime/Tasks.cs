using Elsa.Mediator.Contracts;
using Elsa.Workflows.Runtime.Notifications;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Passes on what a <see cref="Activities.RunTask"/> asks for.</summary>
    public interface ITaskDispatcher
    {
        Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default);
    }

    /// <summary>Tells the flow that asked for it that something has been done.</summary>
    public interface ITaskReporter
    {
        Task ReportCompletionAsync(string taskId, object? result = null, CancellationToken cancellationToken = default);
    }

    /// <summary>What a child was when its parent stopped looking.</summary>
    public class ExecuteWorkflowResult
    {
        public string WorkflowDefinitionVersionId { get; set; } = null!;
        public string WorkflowInstanceId { get; set; } = null!;
        public string? CorrelationId { get; set; }
        public WorkflowStatus Status { get; set; }
        public WorkflowSubStatus SubStatus { get; set; }
        public IDictionary<string, object>? Output { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Notifications
{
    /// <summary>A flow asks for something to be done. Sent before the instance is saved, in its transaction.</summary>
    public record RunTaskRequest(
        ActivityExecutionContext ActivityExecutionContext,
        string TaskId,
        string TaskName,
        IDictionary<string, object>? TaskPayload
    ) : INotification;
}
