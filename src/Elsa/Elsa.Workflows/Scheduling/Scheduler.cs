using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows
{
    /// <summary>The work a burst still has to do.</summary>
    public interface IActivityScheduler
    {
        bool HasAny { get; }

        void Schedule(ActivityWorkItem workItem);

        ActivityWorkItem Take();

        IEnumerable<ActivityWorkItem> List();

        bool Any(Func<ActivityWorkItem, bool> predicate);

        ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate);

        void Clear();
    }

    /// <summary>Makes a scheduler for one burst.</summary>
    public interface IActivitySchedulerFactory
    {
        IActivityScheduler CreateScheduler();
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>An activity that is due to run.</summary>
    public class ActivityWorkItem(
        IActivity activity,
        ActivityExecutionContext? owner = null,
        object? tag = null,
        IEnumerable<Variable>? variables = null,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        IDictionary<string, object>? input = null,
        string? schedulingActivityExecutionId = null,
        string? schedulingWorkflowInstanceId = null,
        int? schedulingCallStackDepth = null
    )
    {
        public IActivity Activity { get; } = activity;

        public ActivityExecutionContext? Owner { get; set; } = owner;

        public object? Tag { get; set; } = tag;

        public IEnumerable<Variable>? Variables { get; set; } = variables;

        public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; } =
            existingActivityExecutionContext;

        public IDictionary<string, object> Input { get; set; } = input ?? new Dictionary<string, object>();

        public string? SchedulingActivityExecutionId { get; set; } = schedulingActivityExecutionId;

        public string? SchedulingWorkflowInstanceId { get; set; } = schedulingWorkflowInstanceId;

        public int? SchedulingCallStackDepth { get; set; } = schedulingCallStackDepth;
    }
}
