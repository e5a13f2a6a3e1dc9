using System.Globalization;
using Elsa.Extensions;
using Elsa.Mediator.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Models;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Publishing;

/// <summary>What speaks against publishing a flow (design section 6): an approver who resolves to nobody, a table of limits with
/// gap or overlap [A27], a form, policy key, template or process that does not exist, an outcome that leads nowhere, a return
/// to what does not lie before. Only what is written down is looked at; what expressions give is seen when they run.</summary>
public sealed class PublishCheck(
    PeopleDirectory directory,
    Policy policy,
    ProcessCatalog processes,
    IWorkflowGraphBuilder graphs,
    PublishGate gate
) : INotificationHandler<WorkflowDefinitionValidating>
{
    internal static readonly TextFile Texts = new(typeof(PublishCheck).Assembly, "Publishing.texts.json");

    public async Task HandleAsync(WorkflowDefinitionValidating notification, CancellationToken cancellationToken)
    {
        var graph = await graphs.BuildAsync(notification.Workflow, cancellationToken);
        foreach (var (text, activity) in FaultsOf(graph, gate.AsksForPeople))
            notification.ValidationErrors.Add(
                new WorkflowValidationError(text.In(CultureInfo.CurrentUICulture.Name), activity)
            );
    }

    /// <summary>Whom a flow names who is not there: what publishing it would be refused for as things stand.</summary>
    public IReadOnlyList<LocalText> MissingPeople(WorkflowGraph graph) =>
        [.. FaultsOf(graph, asksForPeople: true).Except(FaultsOf(graph, asksForPeople: false)).Select(f => f.Text)];

    private List<(LocalText Text, string? Activity)> FaultsOf(WorkflowGraph graph, bool asksForPeople)
    {
        var flow = new FlowAtHand(graph, processes);
        var who = new WhoRules(directory.Current, asksForPeople);
        var (what, drawing) = (new WhatRules(flow, policy, processes, who), new DrawingRules(flow));
        var faults = drawing.OfAll().Select(fault => (fault, (string?)null)).ToList();
        foreach (var activity in flow.Activities)
        foreach (
            var fault in who.Of(activity)
                .Concat(what.Of(activity))
                .Concat(LiteralRules.Of(activity))
                .Concat(drawing.Of(activity))
        )
            faults.Add((Texts.Say("about", Name(activity), fault), activity.Id));
        return faults;
    }

    // What stands on the box, and the id by which it is found where boxes are alike.
    private static string Name(IActivity activity)
    {
        var own = string.IsNullOrWhiteSpace(activity.Name) ? activity.Id : activity.Name;
        return activity.GetDisplayText() is { Length: > 0 } shown && shown != own ? $"{shown} ({own})" : own;
    }
}
