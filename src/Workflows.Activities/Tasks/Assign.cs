using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Waits until somebody has done a task and filled in its form. Outcomes: Done, TimedOut.</summary>
[Activity("Workflows", Category = "Tasks")]
[FlowNode("Done", TimedOut)]
public sealed class Assign : PersonTaskActivity
{
    [Output]
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
