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
    [Input(
        DisplayName = "角色 Role",
        Description = "持有该角色的任何人都可办理。 Anybody with this role may take the task.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(RoleChoices),
        Order = 3
    )]
    public Input<string?> Role { get; set; } = null!;

    [Input(
        DisplayName = "人员 Person",
        Description = "指定一人办理（登录名）。 One person, by sign-in name.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(PersonChoices),
        Order = 4
    )]
    public Input<string?> Person { get; set; } = null!;

    [Input(
        DisplayName = "与申请人的关系 Relation",
        Description = "申请人本人或其直接上级。 The applicant, or the applicant's supervisor.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(RelationChoices),
        Order = 5
    )]
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
