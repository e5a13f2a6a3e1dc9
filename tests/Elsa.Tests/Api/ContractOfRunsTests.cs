using System.Text.Json.Nodes;
using Elsa.Scheduling;
using Elsa.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Api;

/// <summary>Recorded calls about instances from their start to their end, and about the runtime.</summary>
public class ContractOfRunsTests
{
    /// <summary>What differs on purpose, and why.</summary>
    private static readonly Dictionary<string, string> OnPurpose = new()
    {
        ["051.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["054.workflowState.activityExecutionContexts[2].properties.Variables"] = "a variable that is null is kept too",
        ["077.workflowState.activityExecutionContexts[0].properties.Variables"] = "a variable that is null is kept too",
        ["080.WorkflowState"] = "no marks to refer to: nothing in a state is shared; a file that has them is taken in",
        ["102.state.pauseRequestedBy"] = "nobody is signed in at this host",
        ["103.state.pauseRequestedBy"] = "nobody is signed in at this host",
    };

    private RecordedCalls _calls = null!;

    [Fact]
    public async Task Answers_have_the_shape_of_the_recorded_ones()
    {
        await using var calls = await RecordedCalls.StartAsync(services =>
            services.AddSingleton<IWorkflowScheduler, TestTimers>()
        );
        _calls = calls;
        var definition = await PublishedAsync();
        await TrialAsync(definition);
        var rejected = await StartedAsync(definition);
        var left = (await _calls.Host.RunAsync(definition)).WorkflowInstanceId;
        await _calls.Host.RunAsync(definition);
        var approved = await StartedAsync(definition);
        await LookingAsync(definition, approved);
        await ApprovedAsync(approved);
        await RejectedAsync(rejected);
        await ImportingAsync(approved);
        await EndingAsync(left);
        await RuntimeAsync();

        calls.ShouldDifferOnlyIn(OnPurpose);
    }

    private async Task<string> PublishedAsync()
    {
        var sent = RecordedCalls.Sent("020-definition-create-draft");
        sent["publish"] = true;
        var (status, body) = await _calls.Host.PostAsync("/workflow-definitions", sent);
        status.ShouldBe(200);
        return (string)body!["workflowDefinition"]!["definitionId"]!;
    }

    private async Task TrialAsync(string definition)
    {
        var sent = RecordedCalls.Sent("094-test-activity");
        sent["workflowDefinitionHandle"]!["definitionId"] = definition;
        await _calls.PostAsync("094-test-activity", "/tests/activities", sent);
        sent["activityHandle"]!["activityId"] = "nope";
        await _calls.CallAsync(HttpMethod.Post, "/tests/activities", 400, sent.ToJsonString());
    }

    private async Task<string> StartedAsync(string definition)
    {
        var sent = RecordedCalls.Sent("051-definition-execute");
        var ran = await _calls.PostAsync("051-definition-execute", $"/workflow-definitions/{definition}/execute", sent);
        return (string)ran["workflowState"]!["id"]!;
    }

    private async Task LookingAsync(string definition, string id)
    {
        await _calls.GetAsync(
            "056-instances-list-get",
            $"/workflow-instances?definitionId={definition}&page=0&pageSize=10"
        );
        await _calls.PostAsync(
            "083-instances-list-running",
            "/workflow-instances",
            RecordedCalls.Sent("083-instances-list-running")
        );
        await _calls.PostAsync(
            "060-instance-variables-post",
            $"/workflow-instances/{id}/variables",
            RecordedCalls.Sent("060-instance-variables-post")
        );
        await _calls.PostAsync(
            "062-instance-journal-post",
            $"/workflow-instances/{id}/journal",
            RecordedCalls.Sent("062-instance-journal-post")
        );
        var missing = RecordedCalls.Sent("054-definition-execute-missing-input");
        await _calls.PostAsync(
            "054-definition-execute-missing-input",
            $"/workflow-definitions/{definition}/execute",
            missing
        );
    }

    private async Task ApprovedAsync(string id)
    {
        await DecideAsync(id, "Approved");
        await _calls.GetAsync("075-instance-get-delaying", $"/workflow-instances/{id}");
        await _calls.Host.ResumeAsync(id, await _calls.Host.BookmarkAsync(id));
        await _calls.GetAsync("076-instance-get-finished", $"/workflow-instances/{id}");
        await _calls.GetAsync("078-instance-journal-finished", $"/workflow-instances/{id}/journal");
        var report = RecordedCalls.Sent("079-activity-executions-report-finished");
        report["workflowInstanceId"] = id;
        await _calls.PostAsync("079-activity-executions-report-finished", "/activity-executions/report", report);
        _calls.Compare(
            "080-instance-export",
            JsonNode.Parse(await _calls.Host.Http.GetStringAsync($"/elsa/api/workflow-instances/{id}/export"))
        );
        var both = new JsonObject { ["ids"] = new JsonArray(id) };
        using var zip = await _calls.Host.Http.PostAsync(
            "/elsa/api/bulk-actions/export/workflow-instances",
            new StringContent(both.ToJsonString(), System.Text.Encoding.UTF8, "application/json")
        );
        (await zip.Content.ReadAsByteArrayAsync())[..2].ShouldBe("PK"u8.ToArray());
    }

    private async Task ImportingAsync(string like)
    {
        var (_, instance) = await _calls.Host.GetAsync($"/workflow-instances/{like}");
        var file = RecordedCalls.Read("080-instance-export.response.json");
        file["WorkflowState"]!["definitionVersionId"] = (string)instance!["definitionVersionId"]!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(file.ToJsonString()), "files", "elsa.json" },
        };
        using var reply = await _calls.Host.Http.PostAsync("/elsa/api/bulk-actions/import/workflow-instances", form);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("1");
        var (_, taken) = await _calls.Host.GetAsync($"/workflow-instances/{file["WorkflowState"]!["id"]}");
        ((int)taken!["workflowState"]!["output"]!["Result"]!["total"]!).ShouldBe(42);
    }

    private async Task RejectedAsync(string id)
    {
        await DecideAsync(id, "Rejected");
        await _calls.GetAsync("077-instance-get-rejected", $"/workflow-instances/{id}");
    }

    private async Task DecideAsync(string id, string decision) =>
        await _calls.Host.ResumeAsync(
            id,
            await _calls.Host.BookmarkAsync(id),
            new Dictionary<string, object> { ["Decision"] = decision }
        );

    private async Task EndingAsync(string id)
    {
        await _calls.CallAsync(HttpMethod.Post, $"/cancel/workflow-instances/{id}", 200, "{}");
        await _calls.CallAsync(HttpMethod.Delete, $"/workflow-instances/{id}", 204);
        await _calls.CallAsync(HttpMethod.Get, "/workflow-instances/nope", 404);
        await _calls.CallAsync(HttpMethod.Post, "/events/Foo/trigger", 200, """{"input":{"a":1}}""");
        await _calls.CallAsync(HttpMethod.Post, "/tasks/nope/complete", 200, """{"result":1}""");
    }

    private async Task RuntimeAsync()
    {
        var why = new JsonObject { ["reason"] = "test" };
        await _calls.PostAsync("102-runtime-pause", "/admin/workflow-runtime/pause", why);
        await _calls.GetAsync("103-runtime-status-paused", "/admin/workflow-runtime/status");
        // Elsa fails at this one with a 500.
        await _calls.PostAsync("017-runtime-status", "/admin/workflow-runtime/resume", new JsonObject());
        // The recorded server had no alterations and knew none of their paths.
        await _calls.CallAsync(HttpMethod.Post, "/alterations/dry-run", 200, """{"workflowInstanceIds":["nope"]}""");
    }
}
