using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.Registers;

namespace Workflows.Activities.Registers;

/// <summary>Puts a read-only copy of a form into departments' lists (存联).</summary>
[Activity(
    "Workflows",
    "Workflows",
    "把表单的一联存入部门的单据列表，只供查阅。 Files a read-only copy of a form in departments' lists.",
    DisplayName = "存联 Register"
)]
public sealed class Register : CodeActivity
{
    [Input(
        DisplayName = "部门 Departments",
        Description = "存入哪些部门。 Which departments get it.",
        UIHint = InputUIHints.CheckList,
        UIHandler = typeof(DepartmentChoices),
        Order = 1
    )]
    public Input<object?> Departments { get; set; } = null!;

    [Input(
        DisplayName = "表单 Form",
        Description = "哪张表单的内容。 Which form is copied.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(FormChoices),
        Order = 2
    )]
    public Input<string> Form { get; set; } = null!;

    [Input(
        DisplayName = "联名 Title",
        Description = "如：第二联；不填则用表单名。 For example: second copy; empty for the form's title.",
        DefaultSyntax = "Liquid",
        Order = 3
    )]
    public Input<string?> Title { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var departments = AskedDepartment.Read(context.Get(Departments)).Select(d => d.Department).ToList();
        await context
            .GetRequiredService<FileDocument>()
            .RunAsync(
                context.CaseId(),
                departments,
                context.Get(Form) ?? "",
                context.Get(Title) is { Length: > 0 } title ? LocalText.Same(title) : null,
                context.CancellationToken
            );
    }
}
