using System.ComponentModel;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>One version of a definition, as an activity: it runs its root.</summary>
[Browsable(false)]
[Activity("Elsa", "Workflows", "A workflow: runs its root activity.")]
public class Workflow : Composite<object>, ICloneable
{
    public Workflow() { }

    public Workflow(IActivity root) => Root = root;

    public Workflow(
        WorkflowIdentity identity,
        WorkflowPublication publication,
        WorkflowMetadata workflowMetadata,
        WorkflowOptions options,
        IActivity root,
        ICollection<Variable> variables,
        ICollection<InputDefinition> inputs,
        ICollection<OutputDefinition> outputs,
        ICollection<string> outcomes,
        IDictionary<string, object> customProperties,
        bool isReadonly,
        bool isSystem
    )
        : this(root)
    {
        Identity = identity;
        Publication = publication;
        WorkflowMetadata = workflowMetadata;
        Options = options;
        Variables = variables;
        Inputs = inputs;
        Outputs = outputs;
        Outcomes = outcomes;
        CustomProperties = customProperties;
        IsReadonly = isReadonly;
        IsSystem = isSystem;
    }

    public WorkflowIdentity Identity { get; set; } = WorkflowIdentity.VersionOne;

    public WorkflowPublication Publication { get; set; } = WorkflowPublication.LatestAndPublished;

    public WorkflowMetadata WorkflowMetadata { get; set; } = new();

    public WorkflowOptions Options { get; set; } = new();

    public ICollection<InputDefinition> Inputs { get; set; } = new List<InputDefinition>();

    public ICollection<OutputDefinition> Outputs { get; set; } = new List<OutputDefinition>();

    public ICollection<string> Outcomes { get; set; } = new List<string>();

    public bool IsReadonly { get; set; }

    public bool IsSystem { get; }

    public WorkflowDefinitionHandle DefinitionHandle => WorkflowDefinitionHandle.ByDefinitionVersionId(Identity.Id);

    public static Workflow FromActivity(IActivity root) => root as Workflow ?? new Workflow(root);

    public MemoryRegister CreateRegister() => new();

    public Workflow Clone() => (Workflow)MemberwiseClone();

    object ICloneable.Clone() => Clone();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ResultVariable is not null)
            context.WorkflowExecutionContext.MemoryRegister.Declare(ResultVariable);
        await base.ExecuteAsync(context);
        foreach (var (name, value) in InitialVariables.TakeFrom(context))
            context.SetDynamicVariable(name, value);
    }
}
