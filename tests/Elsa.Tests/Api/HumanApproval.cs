using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Tests.Api;

/// <summary>The activity of the recorded definitions.</summary>
[Activity("Demo", "Human", "Waits for a human to approve or reject."), FlowNode("Approved", "Rejected")]
public sealed class HumanApproval : Activity
{
    public Input<string> Subject { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(People))]
    public Input<string> Assignee { get; set; } = new("alice");

    public Input<int> ReminderMinutes { get; set; } = new(60);

    public Output<string>? Decision { get; set; }

    public Output<string>? Comment { get; set; }

    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = "HumanApproval",
                Stimulus = new ApprovalAsked(context.Get(Subject)),
                Callback = OnResumeAsync,
                Metadata = new Dictionary<string, string> { ["Assignee"] = context.Get(Assignee) ?? "" },
            }
        );

    private async ValueTask OnResumeAsync(ActivityExecutionContext context)
    {
        var decision = (string)context.WorkflowInput["Decision"];
        context.Set(Decision, decision);
        await context.CompleteActivityWithOutcomesAsync(decision);
    }
}

public sealed record ApprovalAsked(string? Subject);
