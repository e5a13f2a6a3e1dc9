using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>Describes a version of a definition as an activity.</summary>
public class WorkflowDefinitionActivityDescriptorFactory
{
    private const string UsualCategory = "Workflows";

    public ActivityDescriptor CreateDescriptor(
        WorkflowDefinition definition,
        WorkflowDefinition? latestPublishedDefinition = null
    )
    {
        var type = SafeNames.TypeOf(definition.Name!);
        return new ActivityDescriptor
        {
            TypeName = type,
            ClrType = typeof(WorkflowDefinitionActivity),
            Name = type,
            Version = definition.Version,
            DisplayName = definition.Name,
            Description = definition.Description,
            Category = definition.Options.ActivityCategory ?? UsualCategory,
            Kind = ActivityKind.Action,
            IsBrowsable = definition.IsPublished,
            Inputs = [.. definition.Inputs.Select(Input)],
            Outputs = [.. definition.Outputs.Select(Output)],
            Ports = [RootPort(), .. definition.Outcomes.Select(OutcomePort)],
            CustomProperties =
            {
                ["RootType"] = nameof(WorkflowDefinitionActivity),
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionId)] = definition.DefinitionId,
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionVersionId)] = definition.Id,
            },
            ConstructionProperties =
            {
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionId)] = definition.DefinitionId,
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionVersionId)] = definition.Id,
                [nameof(WorkflowDefinitionActivity.Version)] = definition.Version,
            },
            Constructor = context => Construct(context, type, definition, latestPublishedDefinition ?? definition),
        };
    }

    private static ActivityConstructionResult Construct(
        ActivityConstructorContext context,
        string type,
        WorkflowDefinition definition,
        WorkflowDefinition latest
    )
    {
        var result = context.CreateActivity<WorkflowDefinitionActivity>();
        var activity = result.Activity;
        activity.Type = type;
        activity.Version = definition.Version;
        activity.WorkflowDefinitionId = definition.DefinitionId;
        activity.WorkflowDefinitionVersionId = definition.Id;
        activity.LatestAvailablePublishedVersion = latest.Version;
        activity.LatestAvailablePublishedVersionId = latest.Id;
        return result;
    }

    private static InputDescriptor Input(InputDefinition input)
    {
        var name = SafeNames.Safe(input.Name);
        return new InputDescriptor
        {
            Name = name,
            Type = input.Type,
            IsWrapped = true,
            IsSynthetic = true,
            DisplayName = input.DisplayName,
            Description = input.Description,
            Category = input.Category,
            UIHint = input.UIHint,
            StorageDriverType = input.StorageDriverType,
            ValueGetter = activity => Get(activity, name),
            ValueSetter = (activity, value) => activity.SyntheticProperties[name] = value!,
        };
    }

    private static OutputDescriptor Output(OutputDefinition output)
    {
        var name = SafeNames.Safe(output.Name);
        return new OutputDescriptor
        {
            Name = name,
            Type = output.Type,
            IsSynthetic = true,
            DisplayName = output.DisplayName,
            Description = output.Description,
            ValueGetter = activity => Get(activity, name),
            ValueSetter = (activity, value) => activity.SyntheticProperties[name] = value!,
        };
    }

    private static object? Get(IActivity activity, string name) =>
        activity.SyntheticProperties.TryGetValue(name, out var value) ? value : null;

    private static Port RootPort() =>
        new()
        {
            Name = nameof(WorkflowDefinitionActivity.Root),
            DisplayName = nameof(WorkflowDefinitionActivity.Root),
            Type = PortType.Embedded,
            IsBrowsable = false,
        };

    private static Port OutcomePort(string outcome) =>
        new()
        {
            Name = outcome,
            DisplayName = outcome,
            Type = PortType.Flow,
        };
}
