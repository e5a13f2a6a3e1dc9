using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Customers;

namespace Workflows.Activities.Customers;

/// <summary>Opens the customer files that the case names to its applicant, for the period it names [B7].</summary>
[Activity("Workflows", Category = "Customers")]
[FlowNode("Done")]
public sealed class GrantCustomerAccess : Activity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var grant = context.GetRequiredService<GrantAccess>();
        await grant.ForCaseAsync(context.CaseId(), Flow, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync("Done");
    }
}
