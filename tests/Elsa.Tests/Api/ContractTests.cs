using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;

namespace Elsa.Tests.Api;

/// <summary>Makes the calls that were recorded from a real Elsa 3.8 and compares the shape of every answer: from the first
/// definition to its end. <see cref="ContractOfDefinitionsTests"/> and <see cref="ContractOfRunsTests"/> make the others.</summary>
public class ContractTests
{
    /// <summary>What differs on purpose, and why.</summary>
    private static readonly Dictionary<string, string> OnPurpose = new()
    {
        ["031["] = "the versions tell whether a variable is an array, as the definition itself does",
        ["064.items[0].payload"] = "the bookmark's id stands in the instance's state",
        ["067.items[0].properties.Variables"] = "the root's execution shows its variables",
        ["067.items[1].properties.FlowScope._type"] = "a value whose type only it knows says its type",
        ["051.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["057.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["086.workflowState.activityExecutionContexts[0].properties.Variables"] = "a variable that is null is kept too",
    };

    private RecordedCalls _calls = null!;

    [Fact]
    public async Task Answers_have_the_shape_of_the_recorded_ones()
    {
        await using var calls = await RecordedCalls.StartAsync();
        _calls = calls;
        await DescriptorsAsync();
        var (definitionId, versionId) = await DefinitionsAsync();
        var instanceId = await RunsAsync(definitionId);
        await ViewingAsync(instanceId);
        await EndingAsync(definitionId, versionId, instanceId);

        calls.ShouldDifferOnlyIn(OnPurpose);
    }

    private async Task DescriptorsAsync()
    {
        await _calls.GetAsync("003-package-version", "/package/version");
        await _calls.GetAsync("007-expression-descriptors", "/descriptors/expression-descriptors");
        await _calls.GetAsync("008-storage-drivers", "/descriptors/storage-drivers");
        await _calls.GetAsync("010-incident-strategies", "/descriptors/incident-strategies");
        await _calls.GetAsync("011-log-persistence-strategies", "/descriptors/log-persistence-strategies");
        await _calls.GetAsync("012-workflow-activation-strategies", "/descriptors/workflow-activation-strategies");
        await _calls.GetAsync("013-commit-strategies-activities", "/descriptors/commit-strategies/activities");
        await _calls.GetAsync("014-commit-strategies-workflows", "/descriptors/commit-strategies/workflows");
        await _calls.GetAsync("015-output-converters", "/descriptors/output-converters", 400);
        await _calls.GetAsync("017-runtime-status", "/admin/workflow-runtime/status");
        await _calls.GetAsync("018-definitions-list-empty", "/workflow-definitions");
    }

    private async Task<(string DefinitionId, string VersionId)> DefinitionsAsync()
    {
        var saved = await _calls.PostAsync(
            "020-definition-create-draft",
            "/workflow-definitions",
            RecordedCalls.Sent("020-definition-create-draft")
        );
        var id = (string)saved["workflowDefinition"]!["definitionId"]!;
        var version = (string)saved["workflowDefinition"]!["id"]!;
        await _calls.GetAsync(
            "021-definition-get-latest",
            $"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest"
        );
        await _calls.GetAsync("023-definition-get-by-version-id", $"/workflow-definitions/by-id/{version}");
        await _calls.GetAsync("024-definition-many-by-id", $"/workflow-definitions/many-by-id?ids={version}");
        await _calls.GetAsync(
            "025-definition-name-unique",
            "/workflow-definitions/validation/is-name-unique?name=Expense%20approval"
        );
        await _calls.PostAsync("027-definition-publish", $"/workflow-definitions/{id}/publish", new JsonObject());
        await _calls.PostAsync("028-definition-publish-again", $"/workflow-definitions/{id}/publish", new JsonObject());
        await _calls.GetAsync("031-definition-versions", $"/workflow-definitions/{id}/versions");
        await _calls.GetAsync(
            "032-definitions-list",
            "/workflow-definitions?versionOptions=LatestOrPublished&page=0&pageSize=15"
        );
        await _calls.GetAsync("034-definitions-count", "/workflow-definitions/query/count");
        await _calls.GetAsync("035-definition-consumers", $"/workflow-definitions/{id}/consumers");
        var (status, _) = await _calls.Host.GetAsync("/workflow-definitions/by-definition-id/nope");
        status.ShouldBe(404);
        var (bad, body) = await _calls.Host.SendAsync(
            HttpMethod.Post,
            "/workflow-definitions",
            """{"model":{"root":{"""
        );
        bad.ShouldBe(400);
        _calls.Compare("048-definition-save-bad-json", body);
        return (id, version);
    }

    private async Task<string> RunsAsync(string definitionId)
    {
        var sent = RecordedCalls.Sent("051-definition-execute");
        var ran = await _calls.PostAsync(
            "051-definition-execute",
            $"/workflow-definitions/{definitionId}/execute",
            sent
        );
        var body = new JsonObject { ["count"] = 2, ["input"] = sent["input"]!.DeepClone() };
        await _calls.PostAsync(
            "053-definition-bulk-dispatch",
            $"/workflow-definitions/{definitionId}/bulk-dispatch",
            body
        );
        await _calls.PostAsync("052-definition-dispatch", $"/workflow-definitions/{definitionId}/dispatch", sent);
        await _calls.PostAsync(
            "055-instances-list-post",
            "/workflow-instances",
            RecordedCalls.Sent("055-instances-list-post")
        );
        return (string)ran["workflowState"]!["id"]!;
    }

    private async Task ViewingAsync(string id)
    {
        var instance = $"/workflow-instances/{id}";
        await _calls.GetAsync("057-instance-get-suspended", instance);
        await _calls.GetAsync("058-instance-execution-state", $"{instance}/execution-state");
        await _calls.GetAsync("059-instance-variables", $"{instance}/variables");
        await _calls.GetAsync("061-instance-journal", $"{instance}/journal?page=0&pageSize=100");
        await _calls.GetAsync("063-instance-journal-last-activity", $"{instance}/journal/set1");
        var approve = $"workflowInstanceId={id}&activityNodeId=Workflow1:flowchart1:approve1";
        var set = $"workflowInstanceId={id}&activityNodeId=Workflow1:flowchart1:set1";
        await _calls.GetAsync("064-activity-executions-list", $"/activity-executions/list?{approve}");
        var summaries = await _calls.GetAsync(
            "065-activity-execution-summaries",
            $"/activity-execution-summaries/list?{set}"
        );
        var execution = (string)summaries["items"]![0]!["id"]!;
        await _calls.GetAsync("066-activity-execution-get", $"/activity-executions/by-id?id={execution}");
        await _calls.GetAsync("067-activity-execution-callstack", $"/activity-executions/{execution}/call-stack");
        await _calls.GetAsync("068-activity-executions-count", $"/activity-executions/count?{set}");
        var nodes = new JsonArray(
            "Workflow1:flowchart1:start1",
            "Workflow1:flowchart1:set1",
            "Workflow1:flowchart1:approve1"
        );
        var report = new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = nodes };
        await _calls.PostAsync("069-activity-executions-report", "/activity-executions/report", report);
    }

    private async Task EndingAsync(string definitionId, string versionId, string instanceId)
    {
        var ids = new JsonObject { ["ids"] = new JsonArray(instanceId) };
        await _calls.PostAsync(
            "085-instances-bulk-cancel",
            "/bulk-actions/cancel/workflow-instances/",
            ids.DeepClone()
        );
        await _calls.GetAsync("086-instance-get-cancelled", $"/workflow-instances/{instanceId}");
        await _calls.PostAsync(
            "088-instances-bulk-delete",
            "/bulk-actions/delete/workflow-instances/by-id",
            ids.DeepClone()
        );
        await _calls.PostAsync(
            "040-definition-retract",
            $"/workflow-definitions/{definitionId}/retract",
            new JsonObject()
        );
        await _calls.PostAsync(
            "042-definition-revert-to-1",
            $"/workflow-definitions/{definitionId}/revert/1",
            new JsonObject(),
            201
        );
        var definitions = new JsonObject { ["definitionIds"] = new JsonArray(definitionId, "nope") };
        await _calls.PostAsync(
            "090-bulk-publish",
            "/bulk-actions/publish/workflow-definitions/by-definition-ids",
            definitions.DeepClone()
        );
        await _calls.PostAsync(
            "091-bulk-retract",
            "/bulk-actions/retract/workflow-definitions/by-definition-ids",
            definitions.DeepClone()
        );
        var (status, _) = await _calls.Host.GetAsync($"/workflow-definitions/by-id/{versionId}");
        status.ShouldBe(200);
    }
}
