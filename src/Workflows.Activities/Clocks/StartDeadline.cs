using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.Deadlines;

namespace Workflows.Activities.Clocks;

/// <summary>Starts the clock of the case as a whole [A26].</summary>
[Activity("Workflows", Category = "Deadlines")]
public sealed class StartDeadline : CodeActivity
{
    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices))]
    public Input<string> Limit { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = context.GetRequiredService<CaseClock>();
        await clock.StartAsync(context.CaseId(), context.Get(Limit) ?? "", context.CancellationToken);
    }
}

/// <summary>Stops the clock of the case: what it was set for is reached.</summary>
[Activity("Workflows", Category = "Deadlines")]
public sealed class StopDeadline : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = context.GetRequiredService<CaseClock>();
        await clock.StopAsync(context.CaseId(), context.CancellationToken);
    }
}
