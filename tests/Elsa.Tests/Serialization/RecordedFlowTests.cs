using System.Text.Json;
using Elsa.Tests.Contract;
using Elsa.Tests.Engine;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Serialization;

/// <summary>The definition recorded from Elsa, run here: scripts, templates, an approval, a delay and an output.</summary>
public sealed class RecordedFlowTests
{
    [Fact]
    public async Task The_recorded_flow_runs_to_the_same_end_across_restarts()
    {
        using var host = new EngineHost(Definition);
        await host.RunAsync(
            new RunWorkflowOptions
            {
                Input = new Dictionary<string, object> { ["Extra"] = 2, ["Requester"] = "Zoe" },
            }
        );
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        host.Restart().ShouldContain("Please approve 42 for Zoe");
        await host.ResumeAsync("approve1", new Dictionary<string, object> { ["Decision"] = "Approved" });
        host.State.Bookmarks.Single().Name.ShouldBe("Elsa.Delay");
        await host.RestartAsync("delay1");
        host.State.Incidents.ShouldBeEmpty();
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        JsonSerializer
            .Serialize(host.State.Output["Result"])
            .ShouldBe("""{"message":"Total 42 was approved","total":42}""");
    }

    [Fact]
    public async Task A_rejection_takes_the_other_way()
    {
        using var host = new EngineHost(Definition);
        await host.RunAsync(new RunWorkflowOptions { Input = new Dictionary<string, object> { ["Extra"] = 2 } });
        await host.RestartAsync("approve1", new Dictionary<string, object> { ["Decision"] = "Rejected" });
        host.State.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.State.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_fails_is_an_incident_that_names_the_place()
    {
        using var host = new EngineHost(() =>
            Workflow(
                """
                {"type":"Elsa.Sequence","id":"s","activities":[
                  {"type":"Elsa.RunJavaScript","id":"run","script":{"typeName":"String","expression":{"type":"Literal","value":"let x;\nx.y"}}}]}
                """
            )
        );
        await host.RunAsync();
        var incident = host.State.Incidents.Single();
        incident.ActivityId.ShouldBe("run");
        incident.Message.ShouldContain("JavaScript, line 2");
    }

    [Fact]
    public async Task A_script_chooses_the_outcome()
    {
        using var host = new EngineHost(() =>
            Workflow(
                """
                {"type":"Elsa.Flowchart","id":"f","activities":[
                  {"type":"Elsa.RunJavaScript","id":"run","script":{"typeName":"String","expression":{"type":"Literal","value":"setOutcome('Big'); return 7"}}},
                  {"type":"Elsa.SetOutput","id":"out","outputName":{"typeName":"String","expression":{"type":"Literal","value":"N"}},
                   "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"getResultFromRun() + getLastResult()"}}}],
                 "connections":[{"source":{"activity":"run","port":"Big"},"target":{"activity":"out","port":"In"}}]}
                """
            )
        );
        await host.RunAsync();
        host.State.Incidents.ShouldBeEmpty();
        host.State.Output["N"].ShouldBe(14d);
    }

    private static Workflow Definition()
    {
        var workflow = Workflow(Recorded.Read("definition.json")["root"]!.ToJsonString());
        workflow.Variables.Add(Stored(new Variable<int>("Total", 0, "var-total")));
        workflow.Variables.Add(Stored(new Variable<string>("Message", "", "var-msg")));
        workflow.Variables.Add(Stored(new Variable<string>("Decision", "", "var-dec")));
        workflow.Inputs =
        [
            new InputDefinition { Name = "Extra", Type = typeof(int) },
            new InputDefinition { Name = "Requester", Type = typeof(string) },
        ];
        workflow.Outputs = [new OutputDefinition { Name = "Result", Type = typeof(object) }];
        return workflow;
    }

    private static Variable Stored(Variable variable)
    {
        variable.StorageDriverType = typeof(WorkflowInstanceStorageDriver);
        return variable;
    }

    private static Workflow Workflow(string root) =>
        new(TestEngine.Create().GetRequiredService<IActivitySerializer>().Deserialize(root)) { Id = "Workflow1" };
}
