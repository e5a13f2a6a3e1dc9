using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Options;

namespace Elsa.Tests.Engine;

/// <summary>Flowcharts that run by tokens, for workflows that ask for it.</summary>
public sealed class TokenFlowTests
{
    [Fact]
    public async Task Activities_run_along_their_arrows()
    {
        using var host = await Run(null, "a->b", "b->c");
        host.Steps.ShouldBe(["a", "b", "c"]);
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(MergeMode.Stream, 1)]
    [InlineData(MergeMode.Merge, 1)]
    [InlineData(MergeMode.Converge, 1)]
    [InlineData(MergeMode.Race, 1)]
    public async Task Branches_merge(MergeMode mode, int times)
    {
        using var host = await Run(mode, "s->a", "s->b", "a->j", "b->j", "j->end");
        host.Steps.Count(step => step == "j").ShouldBe(times);
        host.Steps.Last().ShouldBe("end");
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_race_cancels_what_lost_and_goes_on_after_a_restart()
    {
        using var host = new EngineHost(() =>
        {
            var join = new Step("j");
            join.SetMergeMode(MergeMode.Race);
            return new(Flows.Of([new Step("s"), new Wait("a"), new Wait("b"), join], "s->a", "s->b", "a->j", "b->j"));
        });
        await host.RunAsync(new RunWorkflowOptions().WithTokenBasedFlowchart());
        await host.RestartAsync("b");
        host.Steps.ShouldBe(["s", "a", "b", "b!", "j"]);
        host.State.Bookmarks.ShouldBeEmpty();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    private static async Task<EngineHost> Run(MergeMode? mode, params string[] arrows)
    {
        var host = EngineHost.Flow(() =>
        {
            var flow = Flows.Steps(arrows);
            flow.Activities.FirstOrDefault(activity => activity.Id == "j")?.SetMergeMode(mode);
            return flow;
        });
        return await host.RunAsync(new RunWorkflowOptions().WithTokenBasedFlowchart());
    }
}
