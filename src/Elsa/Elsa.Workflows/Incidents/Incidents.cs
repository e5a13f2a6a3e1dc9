using System.ComponentModel;
using System.Text.Json.Serialization;
using Elsa.Workflows;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows
{
    /// <summary>What becomes of a workflow in which an activity threw.</summary>
    public interface IIncidentStrategy
    {
        void HandleIncident(ActivityExecutionContext context);
    }

    /// <summary>Finds the strategy: the workflow's own, else the host's.</summary>
    public interface IIncidentStrategyResolver
    {
        ValueTask<IIncidentStrategy> ResolveStrategyAsync(
            ActivityExecutionContext context,
            CancellationToken cancellationToken = default
        );
    }

    /// <summary>An exception that may show these facts about itself in logs.</summary>
    public interface ISafeExceptionMetadataProvider
    {
        IReadOnlyDictionary<string, string> GetSafeMetadata();
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>An activity that threw: which, when and what.</summary>
    public class ActivityIncident
    {
        [JsonConstructor]
        public ActivityIncident() { }

        public ActivityIncident(
            string activityId,
            string activityNodeId,
            string activityType,
            string message,
            ExceptionState? exception,
            DateTimeOffset timestamp
        )
        {
            ActivityId = activityId;
            ActivityNodeId = activityNodeId;
            ActivityType = activityType;
            Message = message;
            Exception = exception;
            Timestamp = timestamp;
        }

        public string ActivityId { get; init; } = null!;

        public string ActivityNodeId { get; init; } = null!;

        public string ActivityType { get; init; } = null!;

        public string Message { get; init; } = null!;

        public ExceptionState? Exception { get; init; }

        public DateTimeOffset Timestamp { get; init; }
    }
}

namespace Elsa.Workflows.State
{
    /// <summary>An exception as it is saved.</summary>
    public record ExceptionState(Type Type, string Message, string? StackTrace, ExceptionState? InnerException)
    {
        public IReadOnlyDictionary<string, string>? Metadata { get; init; }

        public static ExceptionState? FromException(Exception? ex) =>
            ex is null
                ? null
                : new ExceptionState(ex.GetType(), ex.Message, ex.StackTrace, FromException(ex.InnerException))
                {
                    Metadata = (ex as ISafeExceptionMetadataProvider)?.GetSafeMetadata(),
                };
    }
}

namespace Elsa.Workflows.IncidentStrategies
{
    /// <summary>The workflow ends as faulted.</summary>
    [Description("An incident strategy that puts the entire workflow in the Faulted state.")]
    public class FaultStrategy : IIncidentStrategy
    {
        public void HandleIncident(ActivityExecutionContext context)
        {
            if (context.WorkflowExecutionContext.Status == WorkflowStatus.Running)
                context.WorkflowExecutionContext.TransitionTo(WorkflowSubStatus.Faulted);
        }
    }

    /// <summary>Other branches go on; the incident stays on record.</summary>
    [Description("An incident strategy that allows the workflow to continue running, but with incidents.")]
    public class ContinueWithIncidentsStrategy : IIncidentStrategy
    {
        public void HandleIncident(ActivityExecutionContext context) { }
    }
}

namespace Workflows.Engine
{
    /// <inheritdoc />
    internal sealed class IncidentStrategies(IOptions<IncidentOptions> options, IServiceProvider services)
        : IIncidentStrategyResolver
    {
        public ValueTask<IIncidentStrategy> ResolveStrategyAsync(
            ActivityExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            var type =
                context.WorkflowExecutionContext.Workflow.Options.IncidentStrategyType
                ?? options.Value.DefaultIncidentStrategy
                ?? typeof(Elsa.Workflows.IncidentStrategies.FaultStrategy);
            // A name that nothing here answers to must not cost the instance its incident.
            if (!type.IsAssignableTo(typeof(IIncidentStrategy)))
                type = typeof(Elsa.Workflows.IncidentStrategies.FaultStrategy);
            return new((IIncidentStrategy)ActivatorUtilities.GetServiceOrCreateInstance(services, type));
        }
    }
}
