namespace Elsa.Workflows.Runtime;

/// <summary>How often an activity of an instance started, ended, waits or failed: the badges in the viewer.</summary>
public class ActivityExecutionStats
{
    public string ActivityId { get; set; } = null!;
    public string ActivityNodeId { get; set; } = null!;
    public long StartedCount { get; set; }
    public long CompletedCount { get; set; }
    public long UncompletedCount { get; set; }
    public bool IsBlocked { get; set; }
    public bool IsFaulted { get; set; }
    public int AggregateFaultCount { get; set; }
    public IDictionary<string, object>? Metadata { get; set; }
}
