using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Waits until somebody has done a task and filled in its form. Outcomes: Done, TimedOut.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "请某人或某角色办理一项工作，并填写表单。 Asks a person or role to do something and fill in a form.",
    DisplayName = "办理 Assign"
)]
[FlowNode("Done", TimedOut)]
public sealed class Assign : PersonTaskActivity
{
    [Output(DisplayName = "意见 Comment", Description = "办理人的说明。 What the person remarked.")]
    public Output<string> Comment { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        await OpenAsync(context, AddressTo(context, Describe(context, TaskKind.Assign, "Done")));
        await SetTimeOutAsync(context);
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        context.RemovePending(answer.TaskId);
        context.Set(Comment, answer.Comment);
        await EndAsync(context, "Done");
    }
}
