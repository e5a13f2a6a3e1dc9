using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows
{
    /// <summary>Finds and names every activity of a workflow.</summary>
    public interface IWorkflowGraphBuilder
    {
        Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default);
    }

    /// <summary>Walks an activity and everything in it.</summary>
    public interface IActivityVisitor
    {
        Task<ActivityNode> VisitAsync(IActivity activity, CancellationToken cancellationToken = default);
    }

    /// <summary>Says what children an activity has and through which ports.</summary>
    public interface IActivityResolver
    {
        /// <summary>The highest that supports the activity is asked.</summary>
        int Priority { get; }

        bool GetSupportsActivity(IActivity activity);

        ValueTask<IEnumerable<ActivityPort>> GetActivityPortsAsync(
            IActivity activity,
            CancellationToken cancellationToken = default
        );
    }

    /// <summary>Gives ids to activities, inputs, outputs and variables that have none.</summary>
    public interface IIdentityGraphService
    {
        Task AssignIdentitiesAsync(Workflow workflow, CancellationToken cancellationToken = default);

        Task AssignIdentitiesAsync(IActivity root, CancellationToken cancellationToken = default);

        Task AssignIdentitiesAsync(ActivityNode root);

        Task AssignIdentitiesAsync(ICollection<ActivityNode> flattenedList);

        Task AssignInputOutputsAsync(IActivity activity);

        void AssignVariables(IVariableContainer activity);
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>The children of an activity behind one port.</summary>
    public record ActivityPort(IActivity? Activity, ICollection<IActivity>? Activities, string PortName)
    {
        public static ActivityPort FromActivity(IActivity activity, string portName) => new(activity, null, portName);

        public static ActivityPort FromActivities(IEnumerable<IActivity> activities, string portName) =>
            new(null, activities.ToList(), portName);

        public IEnumerable<IActivity> GetActivities() => Activity is not null ? [Activity] : Activities ?? [];
    }
}
