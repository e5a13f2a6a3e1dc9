using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>What surrounds the flow in a definition's JSON; the property names are the JSON's.</summary>
internal sealed class DefinitionParts
{
    public ICollection<Variable>? Variables { get; init; }
    public ICollection<InputDefinition>? Inputs { get; init; }
    public ICollection<OutputDefinition>? Outputs { get; init; }
    public ICollection<string>? Outcomes { get; init; }
    public IDictionary<string, object>? CustomProperties { get; init; }
    public WorkflowOptions? Options { get; init; }

    public static DefinitionParts Of(WorkflowDefinition definition) =>
        new()
        {
            Variables = definition.Variables,
            Inputs = definition.Inputs,
            Outputs = definition.Outputs,
            Outcomes = definition.Outcomes,
            CustomProperties = definition.CustomProperties,
            Options = definition.Options,
        };

    public void ApplyTo(WorkflowDefinition definition)
    {
        definition.Variables = Variables ?? [];
        // Studio writes an empty default where there is none.
        foreach (var variable in definition.Variables.Where(v => v.Value is ""))
            variable.Value = null;
        definition.Inputs = Inputs ?? [];
        definition.Outputs = Outputs ?? [];
        definition.Outcomes = Outcomes ?? [];
        definition.CustomProperties = CustomProperties ?? new Dictionary<string, object>();
        definition.Options = Options ?? new WorkflowOptions();
    }
}
