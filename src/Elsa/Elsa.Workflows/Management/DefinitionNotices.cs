using Elsa.Mediator.Contracts;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management.Notifications;

/// <summary>Sent before a definition is published; a handler refuses by adding an error.</summary>
public record WorkflowDefinitionValidating(Workflow Workflow, ICollection<WorkflowValidationError> ValidationErrors)
    : INotification;

public record WorkflowDefinitionCreated(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionDraftSaving(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionDraftSaved(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionPublishing(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionPublished(WorkflowDefinition WorkflowDefinition, AffectedWorkflows AffectedWorkflows)
    : INotification;

public record WorkflowDefinitionRetracting(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionRetracted(WorkflowDefinition WorkflowDefinition) : INotification;

/// <summary>A published version has been superseded by a newer one.</summary>
public record WorkflowDefinitionVersionRetracted(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionDeleting(string DefinitionId) : INotification;

public record WorkflowDefinitionDeleted(string DefinitionId) : INotification;

public record WorkflowDefinitionVersionDeleting(WorkflowDefinition WorkflowDefinition) : INotification;

public record WorkflowDefinitionVersionDeleted(WorkflowDefinition WorkflowDefinition) : INotification;

/// <summary>An instance's new state has been written, in the transaction that is still open.</summary>
public record WorkflowInstanceSaved(WorkflowInstance WorkflowInstance) : INotification;

public record WorkflowInstancesDeleting(ICollection<string> Ids) : INotification;

public record WorkflowInstancesDeleted(ICollection<string> Ids) : INotification;
