using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Handover;
using Workflows.Activities.Running;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;

namespace Workflows.Activities.Tasks;

/// <summary>Writes what is still open in this case and in those that came of it into a field of the case's data, one line a
/// task with who has it.</summary>
[Activity("Workflows", Category = "Cases")]
public sealed class ListOpenTasks : CodeActivity
{
    [Input(UIHint = InputUIHints.SingleLine)]
    public Input<string> Field { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var stop = context.CancellationToken;
        var lines = await context.GetRequiredService<RemindOfOpen>().ListAsync(one.Id, stop);
        var listed = new JsonObject { [context.Get(Field) ?? "openTasks"] = HandoverLines.Text(lines) };
        await context.GetRequiredService<SetCaseData>().RunAsync(one.Id, listed, stop);
        await context.ReloadCaseAsync();
    }
}
