using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>A task for a role, one person, or somebody named by their relation to the applicant.</summary>
public abstract class PersonTaskActivity : TaskActivity
{
    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RoleChoices), Order = 3)]
    public Input<string?> Role { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(PersonChoices), Order = 4)]
    public Input<string?> Person { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RelationChoices), Order = 5)]
    public Input<string?> Relation { get; set; } = null!;

    /// <summary>Says who may do the described task.</summary>
    protected NewTask AddressTo(ActivityExecutionContext context, NewTask wanted) =>
        wanted with
        {
            Role = context.Get(Role),
            Person = context.Get(Person),
            Relation = context.Get(Relation),
        };
}
