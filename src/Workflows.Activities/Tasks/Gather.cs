using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Puts one task before each of several departments at the same time and waits for all of them. Outcomes: Done, TimedOut.</summary>
[Activity("Workflows", Category = "Tasks")]
[FlowNode("Done", TimedOut)]
public sealed class Gather : TaskActivity
{
    [Input(
        UIHint = InputUIHints.CheckList,
        UIHandler = typeof(DepartmentChoices),
        DefaultSyntax = "JavaScript",
        Order = 3
    )]
    public Input<object?> Departments { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var asked = AskedDepartment.Read(context.Get(Departments));
        var wanted = Describe(context, TaskKind.Gather, "Done");
        foreach (var one in asked)
            await OpenAsync(context, One(context, wanted, one));
        if (asked.Count == 0)
            await EndAsync(context, "Done");
        else
            await SetTimeOutAsync(context);
    }

    // A step of its own brings its own title and form.
    private static NewTask One(ActivityExecutionContext context, NewTask wanted, AskedDepartment one)
    {
        wanted = wanted with { Department = one.Department, Due = one.Due ?? wanted.Due };
        if (one.Step is null)
            return wanted;
        var known = context.GetRequiredService<ProcessCatalog>().All.Any(pack => pack.Step(one.Step) is not null);
        return wanted with
        {
            Step = one.Step,
            Title = known ? null : wanted.Title,
            FormKey = known ? null : wanted.FormKey,
        };
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        if (context.RemovePending(answer.TaskId) == 0)
            await EndAsync(context, "Done");
    }
}
