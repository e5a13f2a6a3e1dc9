using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;

namespace Workflows.Activities.Cases;

/// <summary>Ends the case and archives it: nothing of it can change afterwards (归档).</summary>
[Activity(
    "Workflows",
    "Workflows",
    "结案归档，此后案件不可再更改。 Ends and archives the case; it can no longer change.",
    DisplayName = "归档 Archive"
)]
public sealed class Archive : CodeActivity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Input(
        DisplayName = "结果 Status",
        Description = "Completed：正常完成；Refused：被否决；Withdrawn：申请人撤回。 How the case ended.",
        UIHint = InputUIHints.DropDown,
        Options = new[] { "Completed", "Refused", "Withdrawn" },
        DefaultValue = "Completed"
    )]
    public Input<string> Status { get; set; } = new("Completed");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var status = context.Get(Status) switch
        {
            "Refused" => CaseStatus.Refused,
            "Withdrawn" => CaseStatus.Withdrawn,
            _ => CaseStatus.Completed,
        };
        var close = context.GetRequiredService<CloseCase>();
        await close.RunAsync(context.CaseId(), status, Flow, null, context.CancellationToken);
    }
}
