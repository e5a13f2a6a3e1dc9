using Elsa.Workflows.Attributes;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Results;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Whom a stimulus is for, and what it brings.</summary>
    public class StimulusMetadata
    {
        public string? CorrelationId { get; set; }
        public string? WorkflowInstanceId { get; set; }
        public string? ActivityInstanceId { get; set; }
        public string? BookmarkId { get; set; }
        public string? ParentWorkflowInstanceId { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
    }

    /// <summary>Starts what a stimulus triggers and resumes what waits for it.</summary>
    public interface IStimulusSender
    {
        Task<SendStimulusResult> SendAsync(
            string activityTypeName,
            object stimulus,
            StimulusMetadata? metadata = null,
            CancellationToken cancellationToken = default
        );
        Task<SendStimulusResult> SendAsync(
            string stimulusHash,
            StimulusMetadata? metadata = null,
            CancellationToken cancellationToken = default
        );
    }

    /// <summary>Publishes an event by name.</summary>
    public interface IEventPublisher
    {
        Task PublishAsync(
            string eventName,
            string? correlationId = null,
            string? workflowInstanceId = null,
            string? activityInstanceId = null,
            object? payload = null,
            bool asynchronous = false,
            CancellationToken cancellationToken = default
        );
    }

    public static class RuntimeStimulusNames
    {
        public const string Event = "Elsa.Event";
    }
}

namespace Elsa.Workflows.Runtime.Results
{
    public record SendStimulusResult(ICollection<RunWorkflowInstanceResponse> WorkflowInstanceResponses);
}

namespace Elsa.Workflows.Runtime.Stimuli
{
    public record EventStimulus(string EventName);

    public record DispatchWorkflowStimulus(string ChildInstanceId);

    public record ExecuteWorkflowStimulus(string ChildInstanceId);

    /// <summary>Whoever reports the end knows the id only.</summary>
    public record RunTaskStimulus(string TaskId, [property: ExcludeFromHash] string TaskName);

    /// <summary>Waits for each of the children that an activity started.</summary>
    public class BulkDispatchWorkflowsStimulus(string parentInstanceId)
    {
        public string ParentInstanceId { get; init; } = parentInstanceId;

        [ExcludeFromHash]
        public long ScheduledInstanceIdsCount { get; set; }
    }
}
