using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management.Models;

/// <summary>A definition as it travels: in exported files, packs and requests.</summary>
public class WorkflowDefinitionModel
{
    public string Id { get; set; } = null!;
    public string DefinitionId { get; set; } = null!;
    public string? Name { get; set; }
    public string? Description { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public int Version { get; set; }
    public Version? ToolVersion { get; set; }
    public ICollection<VariableDefinition>? Variables { get; set; }
    public ICollection<InputDefinition>? Inputs { get; set; }
    public ICollection<OutputDefinition>? Outputs { get; set; }
    public ICollection<string>? Outcomes { get; set; }
    public IDictionary<string, object>? CustomProperties { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public WorkflowOptions? Options { get; set; }
    public IActivity? Root { get; set; }
}

/// <summary>Asks to save a definition as a draft or, with Publish, to put it in force.</summary>
public class SaveWorkflowDefinitionRequest
{
    public WorkflowDefinitionModel Model { get; set; } = null!;
    public bool? Publish { get; set; }
}

/// <summary>Why a definition may not be published, and which activity is to blame.</summary>
public record WorkflowValidationError(string Message, string? ActivityId = null);

/// <summary>Definitions that were updated because one they use was published.</summary>
public record AffectedWorkflows(ICollection<WorkflowDefinition> WorkflowDefinitions);

public record PublishWorkflowDefinitionResult(
    bool Succeeded,
    ICollection<WorkflowValidationError> ValidationErrors,
    AffectedWorkflows AffectedWorkflows
);

public record ImportWorkflowResult(
    bool Succeeded,
    WorkflowDefinition WorkflowDefinition,
    ICollection<WorkflowValidationError> ValidationErrors
);

/// <summary>A definition without its flow, for lists.</summary>
public class WorkflowDefinitionSummary
{
    public string Id { get; set; } = null!;
    public string DefinitionId { get; set; } = null!;
    public string? Name { get; set; }
    public string? Description { get; set; }
    public int? Version { get; set; }
    public Version? ToolVersion { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public string? ProviderName { get; set; }
    public string MaterializerName { get; set; } = null!;
    public DateTimeOffset CreatedAt { get; set; }
    public bool IsReadonly { get; set; }
}

/// <summary>An instance without its state, for lists.</summary>
public class WorkflowInstanceSummary
{
    public string Id { get; set; } = null!;
    public string DefinitionId { get; set; } = null!;
    public string DefinitionVersionId { get; set; } = null!;
    public int Version { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public int IncidentCount { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>What looking for a definition gave: the stored version and the flow made from it.</summary>
public record WorkflowGraphFindResult(WorkflowDefinition? WorkflowDefinition, WorkflowGraph? WorkflowGraph)
{
    public bool WorkflowDefinitionExists => WorkflowDefinition is not null;
    public bool WorkflowGraphExists => WorkflowGraph is not null;
}
