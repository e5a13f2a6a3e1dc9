using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Customers;

namespace Workflows.Activities.Customers;

/// <summary>Opens the customer files that the case names to its applicant, for the period it names [B7].</summary>
[Activity(
    "Workflows",
    "Workflows",
    "按案件中的客户编号与期限，授予申请人查阅客户档案的权限，到期自动失效。 Opens the named customer files to the applicant until the last day.",
    DisplayName = "授予查阅权 Grant customer access"
)]
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
