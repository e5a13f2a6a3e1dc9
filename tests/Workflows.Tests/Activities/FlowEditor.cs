using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Activities;

/// <summary>Puts activities into the correction's flow, as a process owner does in Studio.</summary>
internal static class FlowEditor
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    /// <summary>Publishes the flow with the activities one after the other behind the CS manager's review.</summary>
    public static async Task InsertAsync(Company company, params (JsonObject Activity, string Outcome)[] added)
    {
        var owner = await company.As("process-owner");
        var definition = (await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Latest"))
            .ShouldBe(HttpStatusCode.OK)
            .Object;
        var connections = definition["root"]!["connections"]!.AsArray();
        var onward = connections.Single(c =>
            (string)c!["source"]!["activity"]! == "csManagerReview" && (string)c["source"]!["port"]! == "Approved"
        )!;
        var goal = (string)onward["target"]!["activity"]!;
        connections.Remove(onward);
        var (from, port) = ("csManagerReview", "Approved");
        foreach (var (activity, outcome) in added)
        {
            definition["root"]!["activities"]!.AsArray().Add(activity);
            connections.Add(Connection(from, port, (string)activity["id"]!));
            (from, port) = ((string)activity["id"]!, outcome);
        }
        connections.Add(Connection(from, port, goal));
        foreach (var (activity, _) in added)
            if ((string)activity["type"]! == "Workflows.Approve")
                Complete(connections, (string)activity["id"]!, goal);
        var reply = await owner.PostAsync(Definitions, new { model = definition, publish = true });
        reply.ShouldBe(HttpStatusCode.OK);
        ((bool)reply.Object["workflowDefinition"]!["isPublished"]!).ShouldBeTrue(reply.Body);
    }

    /// <summary>Publishes the flow with arrows of its own: <c>(from, port, to)</c>. The arrow by which the CS manager's review
    /// goes on is taken away; <c>gmApproval</c> is where it led.</summary>
    public static async Task DrawAsync(
        Company company,
        JsonObject[] added,
        params (string From, string Port, string To)[] arrows
    )
    {
        var reply = await PublishAsync(company, added, arrows);
        reply.ShouldBe(HttpStatusCode.OK);
        ((bool)reply.Object["workflowDefinition"]!["isPublished"]!).ShouldBeTrue(reply.Body);
    }

    /// <summary>The same, with something wrong in it.</summary>
    /// <returns>What the answer says of it.</returns>
    public static async Task<string> RefusedAsync(
        Company company,
        JsonObject[] added,
        params (string From, string Port, string To)[] arrows
    )
    {
        var reply = await PublishAsync(company, added, arrows);
        return reply.Object.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
    }

    private static async Task<Reply> PublishAsync(
        Company company,
        JsonObject[] added,
        (string From, string Port, string To)[] arrows
    )
    {
        var owner = await company.As("process-owner");
        var definition = (await owner.GetAsync($"{Definitions}/by-definition-id/correction?versionOptions=Latest"))
            .ShouldBe(HttpStatusCode.OK)
            .Object;
        var connections = definition["root"]!["connections"]!.AsArray();
        connections.Remove(
            connections.Single(c =>
                (string)c!["source"]!["activity"]! == "csManagerReview" && (string)c["source"]!["port"]! == "Approved"
            )
        );
        foreach (var activity in added)
            definition["root"]!["activities"]!.AsArray().Add(activity);
        foreach (var (from, port, to) in arrows)
            connections.Add(Connection(from, port, to));
        return await owner.PostAsync(Definitions, new { model = definition, publish = true });
    }

    /// <summary>Draws on whatever else can be decided: an approval goes on, a return and a rejection where the CS manager's go.</summary>
    private static void Complete(JsonArray connections, string approval, string goal)
    {
        foreach (var port in new[] { "Approved", "Returned", "Rejected" })
            if (Target(connections, approval, port) is null)
                connections.Add(
                    Connection(
                        approval,
                        port,
                        Target(connections, "csManagerReview", port) is { } to && port != "Approved" ? to : goal
                    )
                );
    }

    private static string? Target(JsonArray connections, string from, string port) =>
        (string?)
            connections
                .FirstOrDefault(c =>
                    (string)c!["source"]!["activity"]! == from && (string)c["source"]!["port"]! == port
                )
                ?["target"]!["activity"];

    /// <summary>An activity with inputs, each by its name: <c>(syntax, value)</c>.</summary>
    public static JsonObject Activity(
        string id,
        string type,
        params (string Input, string Syntax, string Value)[] inputs
    )
    {
        var activity = new JsonObject
        {
            ["id"] = id,
            ["nodeId"] = $"Workflow1:flowchart1:{id}",
            ["name"] = id,
            ["type"] = type,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = new JsonObject { ["displayText"] = $"«{id}»" },
        };
        foreach (var (input, syntax, value) in inputs)
            activity[input] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
            };
        return activity;
    }

    public static JsonObject Connection(string from, string port, string to) =>
        new()
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            ["vertices"] = new JsonArray(),
        };
}
