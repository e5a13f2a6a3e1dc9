namespace Elsa.Workflows;

/// <summary>Where one execution of an activity stands.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}

/// <summary>Whether an instance may still go on.</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}

/// <summary>Where an instance stands more exactly.</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}

/// <summary>What an activity is for; jobs, and tasks that ask for it, may run in the background.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

/// <summary>When a <see cref="Elsa.Workflows.Activities.Fork"/> is done.</summary>
public enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}

/// <summary>How many cases of a switch may be taken.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}
