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
[Activity("Workflows", Category = "Customers")]
[FlowNode("Done", "Conflict")]
public sealed class ApplyCorrection : Activity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Input(DefaultSyntax = "JavaScript")]
    public Input<bool> Overwrite { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var apply = context.GetRequiredService<Correction>();
        var result = await apply.RunAsync(context.CaseId(), context.Get(Overwrite), Flow, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(result.Conflicts.Count == 0 ? "Done" : "Conflict");
    }
}
