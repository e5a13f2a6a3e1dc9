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
[Activity("Workflows", Category = "Cases")]
public sealed class Register : CodeActivity
{
    [Input(UIHint = InputUIHints.CheckList, UIHandler = typeof(DepartmentChoices), Order = 1)]
    public Input<object?> Departments { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices), Order = 2)]
    public Input<string> Form { get; set; } = null!;

    [Input(DefaultSyntax = "Liquid", Order = 3)]
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
