using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <inheritdoc />
internal sealed class Identities(IActivityVisitor visitor, ActivityDescriptions descriptions) : IIdentityGraphService
{
    public Task AssignIdentitiesAsync(Workflow workflow, CancellationToken cancellationToken = default) =>
        AssignIdentitiesAsync((IActivity)workflow, cancellationToken);

    public async Task AssignIdentitiesAsync(IActivity root, CancellationToken cancellationToken = default) =>
        await AssignIdentitiesAsync(await visitor.VisitAsync(root, cancellationToken));

    public Task AssignIdentitiesAsync(ActivityNode root) => AssignIdentitiesAsync(root.Flatten().ToList());

    public async Task AssignIdentitiesAsync(ICollection<ActivityNode> flattenedList)
    {
        var taken = flattenedList
            .Select(node => node.Activity.Id)
            .Where(id => !string.IsNullOrWhiteSpace(id))
            .ToHashSet();
        var counters = new Dictionary<string, int>();
        foreach (var node in flattenedList)
        {
            if (string.IsNullOrWhiteSpace(node.Activity.Id))
                node.Activity.Id = NewId(node.Activity, counters, taken);
            node.Activity.NodeId = node.NodeId;
            await AssignInputOutputsAsync(node.Activity);
            if (node.Activity is IVariableContainer container)
                AssignVariables(container);
        }
    }

    public async Task AssignInputOutputsAsync(IActivity activity)
    {
        var descriptor = await descriptions.OfAsync(activity);
        foreach (var input in descriptor.Inputs.Where(input => input.IsWrapped))
            AssignInput(activity, input);
        foreach (var output in activity.GetOutputs())
        {
            if (output.Value.MemoryBlockReference() is { } reference && string.IsNullOrEmpty(reference.Id))
                reference.Id = $"{activity.Id}:output-{Kebab(output.Name)}";
        }
    }

    public void AssignVariables(IVariableContainer activity)
    {
        var number = 0;
        foreach (var variable in activity.Variables)
        {
            number++;
            if (string.IsNullOrWhiteSpace(variable.Name))
                variable.Name = $"Variable{number}";
            variable.Id ??= $"{activity.Id}:variable-{number}";
        }
    }

    private static void AssignInput(IActivity activity, InputDescriptor descriptor)
    {
        var input = descriptor.ValueGetter(activity) as Input;
        // An input left out has its default here, once, so that no run needs to think of it.
        if (input is null && descriptor.DefaultValue is { } value)
        {
            input = (Input)
                Activator.CreateInstance(typeof(Input<>).MakeGenericType(descriptor.Type), new Literal(value))!;
            descriptor.ValueSetter(activity, input);
        }
        if (input?.MemoryBlockReference() is { } reference && string.IsNullOrEmpty(reference.Id))
            reference.Id = $"{activity.Id}:input-{Kebab(descriptor.Name)}";
    }

    private static string NewId(IActivity activity, Dictionary<string, int> counters, HashSet<string> taken)
    {
        var name = activity.Type[(activity.Type.LastIndexOf('.') + 1)..];
        string id;
        do
        {
            counters[name] = counters.GetValueOrDefault(name) + 1;
            id = name + counters[name];
        } while (!taken.Add(id));
        return id;
    }

    private static string Kebab(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString())
        );
}

/// <inheritdoc />
internal sealed class WorkflowGraphBuilder(IActivityVisitor visitor, IIdentityGraphService identities)
    : IWorkflowGraphBuilder
{
    public async Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ActivityNode root;
        using (Nesting.Enter(IdOf(workflow)))
            root = await visitor.VisitAsync(workflow, cancellationToken);
        var nodes = root.Flatten().ToList();
        await identities.AssignIdentitiesAsync(nodes);
        RefuseDoubles(nodes);
        return new WorkflowGraph(workflow, root, nodes);
    }

    // A workflow made in code has no definition that could contain it.
    private static string? IdOf(Workflow workflow) =>
        workflow.Identity == WorkflowIdentity.VersionOne ? null : workflow.Identity.DefinitionId;

    private static void RefuseDoubles(List<ActivityNode> nodes)
    {
        if (nodes.GroupBy(node => node.NodeId).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException(
                $"The id '{twice.First().Activity.Id}' is given to two activities in the same place ({twice.Key})."
            );
    }
}
