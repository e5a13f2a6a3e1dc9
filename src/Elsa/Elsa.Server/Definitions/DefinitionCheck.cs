using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Extensions;
using Elsa.Mediator.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>
/// What speaks against publishing a definition: an unknown activity, a script that cannot be parsed, an activity that
/// nothing leads to its id; and whatever the host's handlers of <see cref="WorkflowDefinitionValidating"/> add.
/// </summary>
internal sealed class DefinitionCheck(
    DefinitionMapping mapping,
    IWorkflowGraphBuilder builder,
    UsableWorkflows usable,
    TriggerPayloads triggers,
    IActivityRegistry registry,
    IExpressionDescriptorRegistry languages,
    INotificationSender notices
)
{
    public async Task<List<WorkflowValidationError>> RunAsync(WorkflowDefinition definition, CancellationToken stop)
    {
        var errors = new List<WorkflowValidationError>();
        await usable.RefreshAsync(stop);
        if (string.IsNullOrWhiteSpace(definition.Name))
            errors.Add(new WorkflowValidationError("The workflow has no name."));
        else if (definition.Options.UsableAsActivity == true && IsTaken(definition))
            errors.Add(
                new WorkflowValidationError(
                    $"There is already an activity called {definition.Name}: choose another name."
                )
            );
        using var root = JsonDocument.Parse(definition.StringData ?? "{}", ElsaJson.Document);
        errors.AddRange(
            ScriptCheck
                .Definition(root.RootElement, language => languages.Find(language) is not null)
                .Select(p => new WorkflowValidationError($"{p.ActivityName}, {p.Property}: {p.Message}", p.ActivityId))
        );
        if (await GraphAsync(definition, errors, stop) is not { } graph)
            return errors;
        errors.AddRange(graph.Nodes.Select(node => node.Activity).OfType<NotFoundActivity>().Select(Unknown));
        errors.AddRange(graph.Nodes.Select(node => node.Activity).OfType<IHasProblem>().SelectMany(Problem));
        errors.AddRange(TwiceNamed(graph));
        await TryTriggersAsync(graph, errors, stop);
        await notices.SendAsync(new WorkflowDefinitionValidating(graph.Workflow, errors), stop);
        return errors;
    }

    // What starts a flow is computed when it is published: what cannot be must be known now.
    private async Task TryTriggersAsync(
        WorkflowGraph graph,
        List<WorkflowValidationError> errors,
        CancellationToken stop
    )
    {
        foreach (
            var trigger in graph.Nodes.Select(n => n.Activity).OfType<ITrigger>().Where(t => t.GetCanStartWorkflow())
        )
        {
            try
            {
                await triggers.OfAsync(graph.Workflow, trigger, stop);
            }
#pragma warning disable CA1031 // Whatever an expression of the author's throws is said to the author.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                errors.Add(new WorkflowValidationError($"{Name(trigger)}: {e.Message}", trigger.Id));
            }
        }
    }

    private async Task<WorkflowGraph?> GraphAsync(
        WorkflowDefinition definition,
        List<WorkflowValidationError> errors,
        CancellationToken stop
    )
    {
        try
        {
            return await builder.BuildAsync(mapping.ToWorkflow(definition), stop);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            errors.Add(new WorkflowValidationError($"The definition cannot be read: {e.Message}"));
            return null;
        }
    }

    private bool IsTaken(WorkflowDefinition definition) =>
        registry.Find(SafeNames.TypeOf(definition.Name!)) is { } known
        && !(
            known.CustomProperties.TryGetValue("WorkflowDefinitionId", out var owner)
            && Equals(owner, definition.DefinitionId)
        );

    private static IEnumerable<WorkflowValidationError> Problem(IHasProblem activity) =>
        activity.Problem is { } problem
            ? [new($"{Name((IActivity)activity)}: {problem}", ((IActivity)activity).Id)]
            : [];

    private static WorkflowValidationError Unknown(NotFoundActivity activity) =>
        new($"{Name(activity)} is of the type {activity.MissingTypeName}, which does not exist here.", activity.Id);

    private static IEnumerable<WorkflowValidationError> TwiceNamed(WorkflowGraph graph) =>
        graph
            .Nodes.Select(node => node.Activity)
            .GroupBy(activity => activity.NodeId)
            .Where(same => same.Distinct().Skip(1).Any())
            .Select(same => new WorkflowValidationError(
                $"Two activities have the id {same.First().Id}.",
                same.First().Id
            ));

    private static string Name(IActivity activity) =>
        string.IsNullOrWhiteSpace(activity.Name) ? activity.Id : activity.Name;
}
