using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Running;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <summary>Puts one task before each of several people at the same time and waits for all of them; what each filled in stands
/// under <c>feedback.&lt;sign-in name&gt;</c>. Outcomes: Done, TimedOut.</summary>
[Activity("Workflows", Category = "Tasks")]
[FlowNode("Done", TimedOut)]
public sealed class AssignEach : TaskActivity
{
    [Input(UIHint = InputUIHints.MultiText, DefaultSyntax = "JavaScript", Order = 3)]
    public Input<object?> People { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.ReloadCaseAsync();
        var names = SignerNames.Read(context.Get(People));
        var wanted = Describe(context, TaskKind.Gather, "Done");
        foreach (var name in names.Distinct())
            await OpenAsync(context, wanted with { People = [name], Department = name });
        if (names.Count == 0)
            await EndAsync(context, "Done");
        else
            await SetTimeOutAsync(context);
    }

    protected override async ValueTask DecidedAsync(ActivityExecutionContext context)
    {
        var answer = TaskAnswer.Of(context);
        if (context.RemovePending(answer.TaskId) == 0)
            await EndAsync(context, "Done");
    }
}
