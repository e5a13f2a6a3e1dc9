using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <inheritdoc />
internal sealed class WorkflowBuilder(IIdentityGraphService identities, IIdentityGenerator ids, TimeProvider clock)
    : IWorkflowBuilder
{
    public string? Id { get; set; }

    public string? DefinitionId { get; set; }

    public string? TenantId { get; set; }

    public int Version { get; set; } = 1;

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool IsReadonly { get; set; }

    public bool IsSystem { get; set; }

    public IActivity? Root { get; set; }

    public ICollection<Variable> Variables { get; set; } = new List<Variable>();

    public ICollection<InputDefinition> Inputs { get; set; } = new List<InputDefinition>();

    public ICollection<OutputDefinition> Outputs { get; set; } = new List<OutputDefinition>();

    public ICollection<string> Outcomes { get; set; } = new List<string>();

    public Variable? Result { get; set; }

    public IDictionary<string, object> CustomProperties { get; } = new Dictionary<string, object>();

    public WorkflowOptions WorkflowOptions { get; } = new();

    public IWorkflowBuilder WithDefinitionId(string definitionId) => With(() => DefinitionId = definitionId);

    public IWorkflowBuilder WithId(string id) => With(() => Id = id);

    public IWorkflowBuilder WithTenantId(string tenantId) => With(() => TenantId = tenantId);

    public IWorkflowBuilder WithVariable(Variable variable) => With(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariable<T>(Variable<T> variable) => With(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariables(params Variable[] variables) =>
        With(() => Array.ForEach(variables, Variables.Add));

    public Variable<T> WithVariable<T>() => WithVariable<T>($"Variable{Variables.Count + 1}", default!);

    public Variable<T> WithVariable<T>(string name, T value)
    {
        var variable = new Variable<T>(name, value).WithWorkflowStorage();
        Variables.Add(variable);
        return variable;
    }

    public InputDefinition WithInput<T>(string name, string? description = null) =>
        WithInput(name, typeof(T), description);

    public InputDefinition WithInput(string name, Type type, string? description = null)
    {
        var input = new InputDefinition
        {
            Name = name,
            Type = type,
            DisplayName = name,
            Description = description ?? "",
        };
        Inputs.Add(input);
        return input;
    }

    public OutputDefinition WithOutput<T>(string name, string? description = null) =>
        WithOutput(name, typeof(T), description);

    public OutputDefinition WithOutput(string name, Type type, string? description = null)
    {
        var output = new OutputDefinition
        {
            Name = name,
            Type = type,
            DisplayName = name,
            Description = description ?? "",
        };
        Outputs.Add(output);
        return output;
    }

    public IWorkflowBuilder WithCustomProperty(string name, object value) => With(() => CustomProperties[name] = value);

    public IWorkflowBuilder WithActivationStrategyType<T>()
        where T : IWorkflowActivationStrategy => With(() => WorkflowOptions.ActivationStrategyType = typeof(T));

    public IWorkflowBuilder AsReadonly() => With(() => IsReadonly = true);

    public IWorkflowBuilder AsSystemWorkflow() => With(() => IsSystem = true);

    public async Task<Workflow> BuildWorkflowAsync(
        IWorkflow workflowDefinition,
        CancellationToken cancellationToken = default
    )
    {
        await workflowDefinition.BuildAsync(this, cancellationToken);
        return await BuildWorkflowAsync(cancellationToken);
    }

    public async Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default)
    {
        var definitionId = DefinitionId ?? ids.GenerateId();
        var workflow = new Workflow(
            new WorkflowIdentity(definitionId, Version, Id ?? $"{definitionId}:{Version}", TenantId),
            WorkflowPublication.LatestAndPublished,
            new WorkflowMetadata(Name ?? definitionId, Description, clock.GetUtcNow()),
            WorkflowOptions,
            Root ?? new Sequence(),
            Variables,
            Inputs,
            Outputs,
            Outcomes,
            CustomProperties,
            IsReadonly,
            IsSystem
        )
        {
            ResultVariable = Result,
            Name = Name,
        };
        await identities.AssignIdentitiesAsync(workflow, cancellationToken);
        return workflow;
    }

    private WorkflowBuilder With(Action change)
    {
        change();
        return this;
    }
}

/// <inheritdoc />
internal sealed class WorkflowBuilderFactory(
    IIdentityGraphService identities,
    IIdentityGenerator ids,
    TimeProvider clock
) : IWorkflowBuilderFactory
{
    public IWorkflowBuilder CreateBuilder() => new WorkflowBuilder(identities, ids, clock);
}
