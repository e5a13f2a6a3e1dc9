using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;

namespace Elsa.Tests.Api;

/// <summary>Makes the calls that were recorded from a real Elsa 3.8 and compares the shape of every answer.</summary>
public class ContractTests
{
    /// <summary>What differs on purpose, and why.</summary>
    private static readonly Dictionary<string, string> OnPurpose = new()
    {
        ["031["] = "the versions tell whether a variable is an array, as the definition itself does",
        ["064.items[0].payload"] = "the bookmark's id stands in the instance's state",
        ["067.items[0].properties.Variables"] = "the root's execution shows its variables",
        ["067.items[1].properties.FlowScope._type"] = "a value whose type only it knows says its type",
        ["086.workflowState.activityExecutionContexts[0].completedAt"] = "a cancelled activity has ended",
        ["051.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["057.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["086.workflowState.activityExecutionContexts[0].properties.Variables"] = "a variable that is null is kept too",
        ["068.count"] = "Elsa ignores the filter and counts all",
    };

    private readonly List<string> _differences = [];
    private ServerHost _host = null!;

    [Fact]
    public async Task Answers_have_the_shape_of_the_recorded_ones()
    {
        await using var host = await ServerHost.StartAsync();
        _host = host;
        await DescriptorsAsync();
        var (definitionId, versionId) = await DefinitionsAsync();
        var instanceId = await RunsAsync(definitionId);
        await ViewingAsync(instanceId);
        await EndingAsync(definitionId, versionId, instanceId);

        _differences.Where(d => !OnPurpose.Keys.Any(d.StartsWith)).ShouldBeEmpty();
    }

    private async Task DescriptorsAsync()
    {
        await GetAsync("003-package-version", "/package/version");
        await GetAsync("007-expression-descriptors", "/descriptors/expression-descriptors");
        await GetAsync("008-storage-drivers", "/descriptors/storage-drivers");
        await GetAsync("010-incident-strategies", "/descriptors/incident-strategies");
        await GetAsync("011-log-persistence-strategies", "/descriptors/log-persistence-strategies");
        await GetAsync("012-workflow-activation-strategies", "/descriptors/workflow-activation-strategies");
        await GetAsync("013-commit-strategies-activities", "/descriptors/commit-strategies/activities");
        await GetAsync("014-commit-strategies-workflows", "/descriptors/commit-strategies/workflows");
        await GetAsync("015-output-converters", "/descriptors/output-converters", 400);
        await GetAsync("017-runtime-status", "/admin/workflow-runtime/status");
        await GetAsync("018-definitions-list-empty", "/workflow-definitions");
    }

    private async Task<(string DefinitionId, string VersionId)> DefinitionsAsync()
    {
        var saved = await PostAsync(
            "020-definition-create-draft",
            "/workflow-definitions",
            Sent("020-definition-create-draft")
        );
        var id = (string)saved["workflowDefinition"]!["definitionId"]!;
        var version = (string)saved["workflowDefinition"]!["id"]!;
        await GetAsync(
            "021-definition-get-latest",
            $"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest"
        );
        await GetAsync("023-definition-get-by-version-id", $"/workflow-definitions/by-id/{version}");
        await GetAsync("024-definition-many-by-id", $"/workflow-definitions/many-by-id?ids={version}");
        await GetAsync(
            "025-definition-name-unique",
            "/workflow-definitions/validation/is-name-unique?name=Expense%20approval"
        );
        await PostAsync("027-definition-publish", $"/workflow-definitions/{id}/publish", new JsonObject());
        await PostAsync("028-definition-publish-again", $"/workflow-definitions/{id}/publish", new JsonObject());
        await GetAsync("031-definition-versions", $"/workflow-definitions/{id}/versions");
        await GetAsync(
            "032-definitions-list",
            "/workflow-definitions?versionOptions=LatestOrPublished&page=0&pageSize=15"
        );
        await GetAsync("034-definitions-count", "/workflow-definitions/query/count");
        await GetAsync("035-definition-consumers", $"/workflow-definitions/{id}/consumers");
        var (status, _) = await _host.GetAsync("/workflow-definitions/by-definition-id/nope");
        status.ShouldBe(404);
        var (bad, body) = await _host.SendAsync(HttpMethod.Post, "/workflow-definitions", """{"model":{"root":{""");
        bad.ShouldBe(400);
        Compare("048-definition-save-bad-json", body);
        return (id, version);
    }

    private async Task<string> RunsAsync(string definitionId)
    {
        var sent = Sent("051-definition-execute");
        var ran = await PostAsync("051-definition-execute", $"/workflow-definitions/{definitionId}/execute", sent);
        var body = new JsonObject { ["count"] = 2, ["input"] = sent["input"]!.DeepClone() };
        await PostAsync("053-definition-bulk-dispatch", $"/workflow-definitions/{definitionId}/bulk-dispatch", body);
        await PostAsync("052-definition-dispatch", $"/workflow-definitions/{definitionId}/dispatch", sent);
        await PostAsync("055-instances-list-post", "/workflow-instances", Sent("055-instances-list-post"));
        return (string)ran["workflowState"]!["id"]!;
    }

    private async Task ViewingAsync(string id)
    {
        var instance = $"/workflow-instances/{id}";
        await GetAsync("057-instance-get-suspended", instance);
        await GetAsync("058-instance-execution-state", $"{instance}/execution-state");
        await GetAsync("059-instance-variables", $"{instance}/variables");
        await GetAsync("061-instance-journal", $"{instance}/journal?page=0&pageSize=100");
        await GetAsync("063-instance-journal-last-activity", $"{instance}/journal/set1");
        var approve = $"workflowInstanceId={id}&activityNodeId=Workflow1:flowchart1:approve1";
        var set = $"workflowInstanceId={id}&activityNodeId=Workflow1:flowchart1:set1";
        await GetAsync("064-activity-executions-list", $"/activity-executions/list?{approve}");
        var summaries = await GetAsync("065-activity-execution-summaries", $"/activity-execution-summaries/list?{set}");
        var execution = (string)summaries["items"]![0]!["id"]!;
        await GetAsync("066-activity-execution-get", $"/activity-executions/by-id?id={execution}");
        await GetAsync("067-activity-execution-callstack", $"/activity-executions/{execution}/call-stack");
        await GetAsync("068-activity-executions-count", $"/activity-executions/count?{set}");
        var nodes = new JsonArray(
            "Workflow1:flowchart1:start1",
            "Workflow1:flowchart1:set1",
            "Workflow1:flowchart1:approve1"
        );
        var report = new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = nodes };
        await PostAsync("069-activity-executions-report", "/activity-executions/report", report);
    }

    private async Task EndingAsync(string definitionId, string versionId, string instanceId)
    {
        var ids = new JsonObject { ["ids"] = new JsonArray(instanceId) };
        await PostAsync("085-instances-bulk-cancel", "/bulk-actions/cancel/workflow-instances/", ids.DeepClone());
        await GetAsync("086-instance-get-cancelled", $"/workflow-instances/{instanceId}");
        await PostAsync("088-instances-bulk-delete", "/bulk-actions/delete/workflow-instances/by-id", ids.DeepClone());
        await PostAsync("040-definition-retract", $"/workflow-definitions/{definitionId}/retract", new JsonObject());
        await PostAsync(
            "042-definition-revert-to-1",
            $"/workflow-definitions/{definitionId}/revert/1",
            new JsonObject(),
            201
        );
        var definitions = new JsonObject { ["definitionIds"] = new JsonArray(definitionId, "nope") };
        await PostAsync(
            "090-bulk-publish",
            "/bulk-actions/publish/workflow-definitions/by-definition-ids",
            definitions.DeepClone()
        );
        await PostAsync(
            "091-bulk-retract",
            "/bulk-actions/retract/workflow-definitions/by-definition-ids",
            definitions.DeepClone()
        );
        var (status, _) = await _host.GetAsync($"/workflow-definitions/by-id/{versionId}");
        status.ShouldBe(200);
    }

    private async Task<JsonNode> GetAsync(string capture, string path, int expected = 200)
    {
        var (status, body) = await _host.GetAsync(path);
        return Check(capture, expected, status, body);
    }

    private async Task<JsonNode> PostAsync(string capture, string path, JsonNode body, int expected = 200)
    {
        var (status, answer) = await _host.PostAsync(path, body);
        return Check(capture, expected, status, answer);
    }

    private JsonNode Check(string capture, int expected, int status, JsonNode? body)
    {
        status.ShouldBe(expected, $"{capture}: {body?.ToJsonString()}");
        Compare(capture, body);
        return body ?? new JsonObject();
    }

    private void Compare(string capture, JsonNode? body) =>
        _differences.AddRange(JsonShape.Differences(Read($"{capture}.response.json"), body, capture[..3]));

    private static JsonNode Sent(string capture) => Read($"{capture}.request.json")["body"]!.DeepClone();

    private static JsonNode Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", file)))!;
}
