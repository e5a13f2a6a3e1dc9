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
            errors.Add(new WorkflowValidationError(EngineTexts.Say("noName")));
        else if (definition.Options.UsableAsActivity == true && IsTaken(definition))
            errors.Add(new WorkflowValidationError(EngineTexts.Say("nameTaken", definition.Name)));
        if (IsOther(definition.Options.IncidentStrategyType, typeof(IIncidentStrategy)))
            errors.Add(new WorkflowValidationError(EngineTexts.Say("unknownStrategy")));
        if (IsOther(definition.Options.ActivationStrategyType, typeof(IWorkflowActivationStrategy)))
            errors.Add(new WorkflowValidationError(EngineTexts.Say("unknownActivation")));
        using var root = JsonDocument.Parse(definition.StringData ?? "{}", ElsaJson.Document);
        errors.AddRange(
            ScriptCheck
                .Definition(root.RootElement, language => languages.Find(language) is not null)
                .Select(p => new WorkflowValidationError(
                    EngineTexts.Say("aboutInput", p.ActivityName, p.Property, p.Message),
                    p.ActivityId
                ))
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

    private static bool IsOther(Type? chosen, Type wanted) => chosen is not null && !chosen.IsAssignableTo(wanted);

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
                errors.Add(About(trigger, e.Message));
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
            errors.Add(new WorkflowValidationError(EngineTexts.Say("unreadable", e.Message)));
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
        activity.Problem is { } problem ? [About((IActivity)activity, problem)] : [];

    // Its display text is only the stand-in's: what is missing.
    private static WorkflowValidationError Unknown(NotFoundActivity activity) =>
        new(EngineTexts.Say("unknownType", Own(activity), activity.MissingTypeName), activity.Id);

    private static IEnumerable<WorkflowValidationError> TwiceNamed(WorkflowGraph graph) =>
        graph
            .Nodes.Select(node => node.Activity)
            .GroupBy(activity => activity.NodeId)
            .Where(same => same.Distinct().Skip(1).Any())
            .Select(same => new WorkflowValidationError(EngineTexts.Say("sameId", same.First().Id), same.First().Id));

    private static WorkflowValidationError About(IActivity activity, string message) =>
        new(EngineTexts.Say("about", Name(activity), message), activity.Id);

    // What stands on the box, and the id by which it is found where boxes are alike.
    private static string Name(IActivity activity) =>
        activity.GetDisplayText() is { Length: > 0 } shown ? $"{shown} ({activity.Id})" : Own(activity);

    private static string Own(IActivity activity) =>
        string.IsNullOrWhiteSpace(activity.Name) ? activity.Id : activity.Name;
}
