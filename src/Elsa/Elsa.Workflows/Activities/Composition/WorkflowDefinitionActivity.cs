using System.ComponentModel;
using Elsa.Common.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using PropertyDescriptor = Elsa.Workflows.Models.PropertyDescriptor;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>
/// A workflow used as an activity of another: its inputs and outputs are the activity's, its outcomes the activity's
/// ports. It stays on the version that it was drawn with until the references are updated.
/// </summary>
[Browsable(false)]
public class WorkflowDefinitionActivity : Composite, IInitializable, IHasProblem
{
    private bool _isInitialized;
    private string? _problem;

    public string WorkflowDefinitionId { get; set; } = null!;

    /// <summary>The version that is meant; where it is gone or not named, the one of this number, else the one in force.</summary>
    public string? WorkflowDefinitionVersionId { get; set; }

    public int LatestAvailablePublishedVersion { get; set; }

    public string? LatestAvailablePublishedVersionId { get; set; }

    string? IHasProblem.Problem => _problem;

    // What cannot be put together is no reason to refuse the whole flow here: it must still be possible to save it.
    async ValueTask IInitializable.InitializeAsync(InitializationContext context)
    {
        if (_isInitialized)
            return;
        _isInitialized = true;
        _problem = Nesting.Refusal(WorkflowDefinitionId);
        if (_problem is not null)
            return;
        var definitions = context.ServiceProvider.GetRequiredService<IWorkflowDefinitionService>();
        if (await FindAsync(definitions, context.CancellationToken) is not { } definition)
        {
            _problem = EngineTexts.Say("noWorkflow", WorkflowDefinitionId);
            return;
        }
        await DeclareAsync(context.ServiceProvider);
        using (Nesting.Enter(WorkflowDefinitionId))
            Root = (await definitions.MaterializeWorkflowAsync(definition, context.CancellationToken)).Workflow;
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (_problem is not null)
            throw new InvalidOperationException(_problem);
        VariableScopes.Declare(context, Variables);
        foreach (var descriptor in context.ActivityDescriptor.Inputs.Where(i => i.IsSynthetic))
        {
            if (SyntheticProperties.TryGetValue(descriptor.Name, out var given) && given is Input input)
                VariableOf(descriptor)?.Set(context, context.Get(input.MemoryBlockReference()));
        }
        await context.ScheduleActivityAsync(Root, OnWorkflowCompletedAsync);
    }

    private async ValueTask OnWorkflowCompletedAsync(ActivityCompletedContext context)
    {
        var self = context.TargetContext;
        foreach (var descriptor in self.ActivityDescriptor.Outputs.Where(o => o.IsSynthetic))
        {
            if (VariableOf(descriptor) is { } variable && self.TryGet(variable, out var value) && value is not null)
                self.Set(descriptor.ValueGetter(this) as Output, value, descriptor.Name);
        }
        // A Complete inside has chosen the outcomes.
        await self.CompleteActivityAsync(context.Result);
    }

    private Variable? VariableOf(PropertyDescriptor descriptor)
    {
        var name = SafeNames.Real(descriptor.Name);
        return Variables.FirstOrDefault(variable => variable.Name == name);
    }

    private async Task DeclareAsync(IServiceProvider services)
    {
        var descriptions = services.GetRequiredService<ActivityDescriptions>();
        var descriptor = await descriptions.OfAsync(this);
        foreach (var input in descriptor.Inputs.Where(i => i.IsSynthetic))
            Declare(input, input.StorageDriverType);
        foreach (var output in descriptor.Outputs.Where(o => o.IsSynthetic))
            Declare(output, null);
    }

    // Kept between bursts unless the author wants otherwise: what was given must still be there after a wait.
    private void Declare(PropertyDescriptor property, Type? driver)
    {
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(property.Type))!;
        variable.Id = variable.Name = SafeNames.Real(property.Name);
        variable.StorageDriverType = driver ?? typeof(WorkflowInstanceStorageDriver);
        if (Variables.All(known => known.Name != variable.Name))
            Variables.Add(variable);
    }

    private async Task<WorkflowDefinition?> FindAsync(IWorkflowDefinitionService definitions, CancellationToken stop)
    {
        var exact = string.IsNullOrWhiteSpace(WorkflowDefinitionVersionId)
            ? Of(VersionOptions.SpecificVersion(Version))
            : new WorkflowDefinitionFilter { DefinitionId = WorkflowDefinitionId, Id = WorkflowDefinitionVersionId };
        return await definitions.FindWorkflowDefinitionAsync(exact, stop)
            ?? await definitions.FindWorkflowDefinitionAsync(Of(VersionOptions.Published), stop)
            ?? await definitions.FindWorkflowDefinitionAsync(Of(VersionOptions.Latest), stop);
    }

    private WorkflowDefinitionFilter Of(VersionOptions version) =>
        new() { DefinitionId = WorkflowDefinitionId, VersionOptions = version };
}
