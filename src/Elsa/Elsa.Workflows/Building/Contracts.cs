using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>A workflow written in code.</summary>
public interface IWorkflow
{
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default);
}

/// <summary>Puts a workflow together in code.</summary>
public interface IWorkflowBuilder
{
    string? Id { get; set; }

    string? DefinitionId { get; set; }

    string? TenantId { get; set; }

    int Version { get; set; }

    string? Name { get; set; }

    string? Description { get; set; }

    bool IsReadonly { get; set; }

    bool IsSystem { get; set; }

    IActivity? Root { get; set; }

    ICollection<Variable> Variables { get; set; }

    ICollection<InputDefinition> Inputs { get; set; }

    ICollection<OutputDefinition> Outputs { get; set; }

    ICollection<string> Outcomes { get; set; }

    Variable? Result { get; set; }

    IDictionary<string, object> CustomProperties { get; }

    WorkflowOptions WorkflowOptions { get; }

    IWorkflowBuilder WithDefinitionId(string definitionId);

    IWorkflowBuilder WithId(string id);

    IWorkflowBuilder WithTenantId(string tenantId);

    IWorkflowBuilder WithVariable(Variable variable);

    Variable<T> WithVariable<T>();

    Variable<T> WithVariable<T>(string name, T value);

    IWorkflowBuilder WithVariable<T>(Variable<T> variable);

    IWorkflowBuilder WithVariables(params Variable[] variables);

    InputDefinition WithInput<T>(string name, string? description = null);

    InputDefinition WithInput(string name, Type type, string? description = null);

    OutputDefinition WithOutput<T>(string name, string? description = null);

    OutputDefinition WithOutput(string name, Type type, string? description = null);

    IWorkflowBuilder WithCustomProperty(string name, object value);

    IWorkflowBuilder WithActivationStrategyType<T>()
        where T : IWorkflowActivationStrategy;

    IWorkflowBuilder AsReadonly();

    IWorkflowBuilder AsSystemWorkflow();

    Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default);

    Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default);
}

/// <summary>Makes builders.</summary>
public interface IWorkflowBuilderFactory
{
    IWorkflowBuilder CreateBuilder();
}

/// <summary>Base of workflows written in code.</summary>
public abstract class WorkflowBase : IWorkflow
{
    protected virtual ValueTask BeforeBuildAsync(
        IWorkflowBuilder builder,
        CancellationToken cancellationToken = default
    ) => ValueTask.CompletedTask;

    protected virtual ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        Build(builder);
        return ValueTask.CompletedTask;
    }

    protected virtual void Build(IWorkflowBuilder builder) { }

    protected virtual ValueTask AfterBuildAsync(
        IWorkflowBuilder builder,
        CancellationToken cancellationToken = default
    ) => ValueTask.CompletedTask;

    async ValueTask IWorkflow.BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        builder.DefinitionId ??= GetType().Name;
        await BeforeBuildAsync(builder, cancellationToken);
        await BuildAsync(builder, cancellationToken);
        await AfterBuildAsync(builder, cancellationToken);
    }
}
