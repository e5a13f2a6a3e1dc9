namespace Workflows.Engine;

/// <summary>The names, most of them Elsa's, under which parent and child know of each other.</summary>
public static class ChildKeys
{
    // What a child that has ended brings to whoever started many.
    public const string Output = "WorkflowOutput";
    public const string InstanceId = "WorkflowInstanceId";
    public const string Status = "WorkflowStatus";
    public const string SubStatus = "WorkflowSubStatus";

    /// <summary>Output of a child that could not be started: why.</summary>
    public const string Refused = "ActivationRefused";

    /// <summary>Input and property of a child: the instance that started it.</summary>
    public const string Parent = "ParentInstanceId";

    /// <summary>Property of a child that is waited for.</summary>
    public const string IsAwaited = "WaitForCompletion";

    /// <summary>Property of a child: the execution that waits for it.</summary>
    public const string Starter = "ParentActivityInstanceId";

    /// <summary>Property of a child that has ended: its parent has heard of it.</summary>
    public const string IsTold = "ParentTold";
}
