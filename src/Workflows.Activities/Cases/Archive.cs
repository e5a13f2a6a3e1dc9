using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;

namespace Workflows.Activities.Cases;

/// <summary>Ends the case and archives it: nothing of it can change afterwards (归档).</summary>
[Activity("Workflows", Category = "Cases")]
public sealed class Archive : CodeActivity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { "Completed", "Refused", "Withdrawn" },
        UIHandler = typeof(FixedChoices),
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
