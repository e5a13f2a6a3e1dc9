using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Activities;
using Timer = Elsa.Scheduling.Activities.Timer;

namespace Elsa.Tests.Engine;

public sealed class TriggerTests
{
    public static TheoryData<string> EveryTrigger() => ["event", "timer", "cron", "startAt"];

    [Theory, MemberData(nameof(EveryTrigger))]
    public async Task A_trigger_that_starts_a_workflow_does_not_wait(string kind)
    {
        using var host = EngineHost.For(new Sequence { Activities = { Trigger(kind), new Step("next") } });
        await host.RunAsync(new RunWorkflowOptions { TriggerActivityId = "trigger" });
        host.Steps.ShouldBe(["next"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory, MemberData(nameof(EveryTrigger))]
    public async Task A_trigger_inside_a_flow_waits(string kind)
    {
        using var host = EngineHost.For(new Sequence { Activities = { Trigger(kind), new Step("next") } });
        await host.RunAsync();
        host.Steps.ShouldBeEmpty();
        await host.ResumeAsync("trigger");
        host.Steps.ShouldBe(["next"]);
    }

    private static IActivity Trigger(string kind)
    {
        IActivity trigger = kind switch
        {
            "event" => new Event("paid"),
            "timer" => new Timer(TimeSpan.FromMinutes(5)),
            "cron" => Cron.FromCronExpression("0 8 1 * *"),
            _ => new StartAt(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        };
        trigger.Id = "trigger";
        return trigger;
    }
}
