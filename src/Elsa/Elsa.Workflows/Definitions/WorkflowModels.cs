using Elsa.Common.Models;

namespace Elsa.Workflows.Models;

/// <summary>Which definition, which version of it, and that version's own id.</summary>
public record WorkflowIdentity(string DefinitionId, int Version, string Id, string? TenantId = null)
{
    public static WorkflowIdentity VersionOne => new("1", 1, "1");
}

/// <summary>What people read about a workflow.</summary>
public record WorkflowMetadata(
    string? Name = null,
    string? Description = null,
    DateTimeOffset CreatedAt = default,
    Version? ToolVersion = null
);

/// <summary>Whether this version is the newest and whether it is the one that new instances run.</summary>
public record WorkflowPublication(bool IsLatest, bool IsPublished)
{
    public static WorkflowPublication LatestAndPublished => new(true, true);

    public static WorkflowPublication LatestDraft => new(true, false);

    public static WorkflowPublication Draft => new(false, false);
}

/// <summary>How a workflow behaves as a whole.</summary>
public class WorkflowOptions
{
    public Type? ActivationStrategyType { get; set; }

    /// <summary>Whether other workflows may use this one as an activity.</summary>
    public bool? UsableAsActivity { get; set; }

    public bool AutoUpdateConsumingWorkflows { get; set; }

    public string? ActivityCategory { get; set; }

    /// <summary>What an unhandled exception does; null: the host's default.</summary>
    public Type? IncidentStrategyType { get; set; }

    public string? CommitStrategyName { get; set; }
}

/// <summary>An input or output that a workflow declares.</summary>
public abstract class ArgumentDefinition
{
    public Type Type { get; set; } = typeof(object);

    public string Name { get; set; } = null!;

    public string DisplayName { get; set; } = "";

    public string Description { get; set; } = "";

    public string Category { get; set; } = "";
}

/// <inheritdoc />
public class InputDefinition : ArgumentDefinition
{
    public string UIHint { get; set; } = null!;

    public Type? StorageDriverType { get; set; }
}

/// <inheritdoc />
public class OutputDefinition : ArgumentDefinition;

/// <summary>Names a definition: one version of it, or one to be chosen by rule.</summary>
public class WorkflowDefinitionHandle
{
    public string? DefinitionId { get; init; }

    public VersionOptions? VersionOptions { get; init; }

    public string? DefinitionVersionId { get; init; }

    public static WorkflowDefinitionHandle ByDefinitionId(string definitionId, VersionOptions? versionOptions = null) =>
        new() { DefinitionId = definitionId, VersionOptions = versionOptions };

    public static WorkflowDefinitionHandle ByDefinitionVersionId(string definitionVersionId) =>
        new() { DefinitionVersionId = definitionVersionId };

    public override string ToString() => DefinitionVersionId ?? $"{DefinitionId}:{VersionOptions}";
}

/// <summary>Names an activity by whichever key the caller has.</summary>
public class ActivityHandle
{
    public string? ActivityId { get; init; }

    public string? ActivityNodeId { get; init; }

    public string? ActivityInstanceId { get; init; }

    public string? ActivityHash { get; init; }

    public static ActivityHandle FromActivityId(string activityId) => new() { ActivityId = activityId };

    public static ActivityHandle FromActivityNodeId(string activityNodeId) => new() { ActivityNodeId = activityNodeId };

    public static ActivityHandle FromActivityInstanceId(string activityInstanceId) =>
        new() { ActivityInstanceId = activityInstanceId };

    public static ActivityHandle FromActivityHash(string activityHash) => new() { ActivityHash = activityHash };

    public override string ToString() => ActivityId ?? ActivityNodeId ?? ActivityInstanceId ?? ActivityHash ?? "";
}
