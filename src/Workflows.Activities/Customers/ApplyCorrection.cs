using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Correction = Workflows.Cases.Customers.ApplyCorrection;

namespace Workflows.Activities.Customers;

/// <summary>Carries the case's changes into the customer file. Outcomes: Done; Conflict when the file says something else than
/// the draft took it to say.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "把案件中的更正写入客户档案；档案已被他人更改时走“冲突”。 Writes the correction into the customer file, or reports a conflict.",
    DisplayName = "更正档案 Apply correction"
)]
[FlowNode("Done", "Conflict")]
public sealed class ApplyCorrection : Activity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Input(
        DisplayName = "覆盖 Overwrite",
        Description = "冲突经人确认后仍以申请内容覆盖。 Overwrite what somebody was shown as a conflict.",
        DefaultSyntax = "JavaScript"
    )]
    public Input<bool> Overwrite { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var apply = context.GetRequiredService<Correction>();
        var result = await apply.RunAsync(context.CaseId(), context.Get(Overwrite), Flow, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(result.Conflicts.Count == 0 ? "Done" : "Conflict");
    }
}
