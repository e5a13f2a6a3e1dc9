namespace Elsa.Workflows.Activities.Flowchart.Models
{
    /// <summary>What a join waits for.</summary>
    public enum FlowJoinMode
    {
        /// <summary>Every arrow must have been taken; otherwise the join is passed over.</summary>
        WaitAll,

        /// <summary>Every arrow must be decided and at least one taken; how any activity with several arrows waits.</summary>
        WaitAllActive,

        /// <summary>The first arrow taken wins; what is still under way before the join is cancelled.</summary>
        WaitAny,
    }

    /// <summary>How several tokens that reach an activity are taken together, in token-based flowcharts.</summary>
    public enum MergeMode
    {
        None,
        Stream,
        Merge,
        Converge,
        Cascade,
        Race,
    }

    /// <summary>How a flowchart decides what comes next: by counting visits of arrows, or by tokens.</summary>
    public enum FlowchartExecutionMode
    {
        Default = 0,
        TokenBased = 1,
        CounterBased = 2,
    }
}

namespace Elsa.Workflows.Activities.Flowchart.Options
{
    /// <summary>The host's choice for flowcharts that do not choose themselves.</summary>
    public class FlowchartOptions
    {
        public Models.FlowchartExecutionMode DefaultExecutionMode { get; set; } =
            Models.FlowchartExecutionMode.CounterBased;
    }
}

namespace Elsa.Workflows.Activities.Flowchart.Contracts
{
    /// <summary>Marks activities that join branches.</summary>
    public interface IJoinNode : IActivity;
}
