using Elsa.Extensions;
using Elsa.Workflows;
using Workflows.Activities.Running;

namespace Workflows.Activities.Tasks;

/// <summary>What a decision brought to the flow.</summary>
internal sealed record TaskAnswer(Guid TaskId, string Outcome, string Comment, string ReturnTo)
{
    /// <summary>Reads the decision that resumed the activity, and the case's data that came with it.</summary>
    public static TaskAnswer Of(ActivityExecutionContext context)
    {
        context.RefreshCase();
        return new TaskAnswer(
            Guid.Parse(Text(context, "TaskId")),
            Text(context, "Outcome"),
            Text(context, "Comment"),
            Text(context, "ReturnTo")
        );
    }

    private static string Text(ActivityExecutionContext context, string name) =>
        context.TryGetWorkflowInput<string>(name, out var value) ? value ?? "" : "";
}
