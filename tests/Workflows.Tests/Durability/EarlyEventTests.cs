using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary>An event that nobody waits for yet is a row: a host that is killed has not lost it.</summary>
public sealed class EarlyEventTests
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Theory, CombineDatabases]
    public async Task An_event_outlives_the_host_that_was_killed_before_a_flow_waited_for_it(Database kind)
    {
        await using var host = await HostProcess.StartAsync(kind);
        var owner = await host.SignInAsync("process-owner");
        (await owner.PostTextAsync(Definitions, Flow)).ShouldBe(HttpStatusCode.OK);
        (await owner.PostAsync("/elsa/api/events/Paid/trigger", new { })).ShouldBe(HttpStatusCode.OK);

        await host.RestartAsync();
        owner = await host.SignInAsync("process-owner");
        (await RunAsync(owner)).ShouldBe("Finished", "the first takes the event");
        (await RunAsync(owner)).ShouldBe("Suspended", "nothing is left for the second");
    }

    private static async Task<string> RunAsync(ApiClient owner)
    {
        var ran = (await owner.PostAsync($"{Definitions}/payment/execute", new { })).ShouldBe(HttpStatusCode.OK);
        return (string)ran.Object["workflowState"]!["subStatus"]!;
    }

    private const string Flow = """
        {"publish":true,"model":{"definitionId":"payment","name":"payment","root":
          {"id":"chart","type":"Elsa.Flowchart","version":1,"connections":[],"activities":[
            {"id":"wait","type":"Elsa.Event","version":1,
             "eventName":{"typeName":"String","expression":{"type":"Literal","value":"Paid"}}}]}}}
        """;
}
