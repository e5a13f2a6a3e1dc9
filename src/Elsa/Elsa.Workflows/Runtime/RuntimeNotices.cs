using Elsa.Mediator.Contracts;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime.Notifications;

/// <summary>A burst has been written, in the transaction that is still open.</summary>
public record WorkflowStateCommitted(
    WorkflowExecutionContext WorkflowExecutionContext,
    WorkflowState WorkflowState,
    WorkflowInstance WorkflowInstance
) : INotification;

public record IndexedWorkflowBookmarks(
    WorkflowExecutionContext WorkflowExecutionContext,
    ICollection<Bookmark> AddedBookmarks,
    ICollection<Bookmark> RemovedBookmarks,
    ICollection<Bookmark> UnchangedBookmarks
);

/// <summary>The places where an instance waits have changed.</summary>
public record WorkflowBookmarksIndexed(IndexedWorkflowBookmarks IndexedWorkflowBookmarks) : INotification;

public record IndexedWorkflowTriggers(
    Workflow Workflow,
    ICollection<StoredTrigger> AddedTriggers,
    ICollection<StoredTrigger> RemovedTriggers,
    ICollection<StoredTrigger> UnchangedTriggers
);

/// <summary>What starts a definition has changed.</summary>
public record WorkflowTriggersIndexed(IndexedWorkflowTriggers IndexedWorkflowTriggers) : INotification;

public record WorkflowCancelled(string WorkflowInstanceId) : INotification;
