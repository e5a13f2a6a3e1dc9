using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Waits until somebody has recorded what the customer answered; meanwhile the case's clock stands still. Outcomes:
/// Done, TimedOut.</summary>
[Activity("Workflows", Category = "Tasks")]
[FlowNode("Done", TimedOut)]
public sealed class AwaitCustomer : PersonTaskActivity
{
    [Output]
    public Output<string> Comment { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        await OpenAsync(context, AddressTo(context, Describe(context, TaskKind.Assign, "Done")));
        var clock = context.GetRequiredService<CaseClock>();
        await clock.PauseAsync(context.CaseId(), StepOf(context), context.CancellationToken);
        await SetTimeOutAsync(context);
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        context.RemovePending(answer.TaskId);
        context.Set(Comment, answer.Comment);
        await EndedAsync(context);
        await EndAsync(context, "Done");
    }

    protected override async ValueTask EndedAsync(ActivityExecutionContext context)
    {
        var clock = context.GetRequiredService<CaseClock>();
        await clock.GoOnAsync(context.CaseId(), StepOf(context), context.CancellationToken);
    }
}
