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
[Activity(
    "Workflows",
    "Workflows",
    "把本案件及由其发起案件中未办结的待办列入案件数据。 Lists the open tasks of this case and of those that came of it.",
    DisplayName = "列出未办结 List open tasks"
)]
public sealed class ListOpenTasks : CodeActivity
{
    [Input(
        DisplayName = "栏位 Field",
        Description = "写入的栏位名。 Name of the field.",
        UIHint = InputUIHints.SingleLine
    )]
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
