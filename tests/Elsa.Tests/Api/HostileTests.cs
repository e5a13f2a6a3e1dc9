using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;

namespace Elsa.Tests.Api;

/// <summary>What no honest client sends is refused clearly, and everybody else is served as before.</summary>
public class HostileTests
{
    [Fact]
    public async Task JSON_that_is_too_deep_too_long_or_no_JSON_is_refused()
    {
        await using var host = await ServerHost.StartAsync();
        var deep = Nested(2000);
        var activities = string.Concat(Enumerable.Repeat("""{"id":"s","type":"Elsa.Sequence","activities":[""", 200));

        foreach (var path in new[] { "/workflow-definitions", "/workflow-definitions/import", "/alterations/run" })
        {
            (await host.SendAsync(HttpMethod.Post, path, deep)).Status.ShouldBe(400, path);
            (await host.SendAsync(HttpMethod.Post, path, "[]")).Status.ShouldBe(400, path);
            (await host.SendAsync(HttpMethod.Post, path, "{")).Status.ShouldBe(400, path);
        }
        var ends = string.Concat(Enumerable.Repeat("]}", 200));
        var nested = "{\"model\":{\"name\":\"x\",\"root\":" + activities + ends + "}}";
        (await host.SendAsync(HttpMethod.Post, "/workflow-definitions", nested)).Status.ShouldBe(400);
        var long_ = "{\"model\":{\"name\":\"" + new string('x', 11 * 1024 * 1024) + "\"}}";
        (await host.SendAsync(HttpMethod.Post, "/workflow-definitions", long_)).Status.ShouldBe(413);
        await IsWellAsync(host);
    }

    [Theory]
    [InlineData("""{"model":{"name":"\ud800","root":{"id":"w","type":"Elsa.WriteLine"}}}""")]
    [InlineData("""{"model":{"name":"a\u0000b","root":{"id":"w","type":"Elsa.WriteLine"}}}""")]
    [InlineData("""{"model":{"name":"x","root":{"id":"w","type":"Elsa.WriteLine","\udfff":1}}}""")]
    public async Task A_text_that_no_database_can_keep_is_refused(string body)
    {
        await using var host = await ServerHost.StartAsync();

        (await host.SendAsync(HttpMethod.Post, "/workflow-definitions", body)).Status.ShouldBe(400);
        (await host.SendAsync(HttpMethod.Post, "/workflow-definitions/import", body)).Status.ShouldBe(400);
        await IsWellAsync(host);
    }

    [Fact]
    public async Task Characters_named_by_their_codes_are_those_characters()
    {
        await using var host = await ServerHost.StartAsync();
        var body = """{"model":{"name":"\u6295\u8bc9 \ud83d\ude00","root":{"id":"w","type":"Elsa.WriteLine"}}}""";

        var (status, saved) = await host.SendAsync(HttpMethod.Post, "/workflow-definitions", body);

        status.ShouldBe(200);
        ((string?)saved!["workflowDefinition"]!["name"]).ShouldBe("投诉 😀");
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:05")]
    public async Task A_timer_that_would_start_flows_without_a_pause_is_refused_by_name(string interval)
    {
        await using var host = await ServerHost.StartAsync();
        var timer = Drawn.Activity("tick", "Timer", ("interval", "TimeSpan", "Literal", interval));
        timer["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var model = new JsonObject { ["name"] = "ticking", ["root"] = timer };

        var (status, body) = await PublishAsync(host, model);

        status.ShouldBe(400);
        body!.ToJsonString().ShouldContain("tick: The interval");
    }

    [Fact]
    public async Task A_zip_that_unpacks_to_far_more_is_refused()
    {
        await using var host = await ServerHost.StartAsync();
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 8; i++)
            {
                await using var entry = await archive.CreateEntry($"{i}.json").OpenAsync();
                await entry.WriteAsync(Encoding.UTF8.GetBytes("{" + new string(' ', 9 * 1024 * 1024) + "}"));
            }
        }
        using var form = new MultipartFormDataContent { { new ByteArrayContent(zip.ToArray()), "files", "bomb.zip" } };

        using var reply = await host.Http.PostAsync("/elsa/api/workflow-definitions/import-files", form);

        ((int)reply.StatusCode).ShouldBe(413);
        await IsWellAsync(host);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("const all = []; while (true) all.push('x'.repeat(100000))")]
    [InlineData("(function again() { again() })()")]
    public async Task A_script_without_end_fails_its_own_instance_only(string script)
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("endless", Script(script));

        var (status, body) = await host.PostAsync("/workflow-definitions/endless/execute", new JsonObject());

        status.ShouldBe(200);
        ((string?)body!["workflowState"]!["subStatus"]).ShouldBe("Faulted");
        await IsWellAsync(host);
    }

    [Fact]
    public async Task An_instance_that_only_ever_grows_stops_with_an_incident_and_can_be_read()
    {
        await using var host = await ServerHost.StartAsync();
        var loop = Drawn.Activity(
            "loop",
            "For",
            ("start", "Int32", "Literal", "1"),
            ("end", "Int32", "Literal", "900")
        );
        loop["body"] = Drawn.Script("grow", "setVariable('Log', (getVariable('Log') || '') + 'x'.repeat(1000000))");
        await SaveAsync(host, "grows", loop, Drawn.Variable("v", "Log", "String", null));

        var (status, body) = await host.PostAsync("/workflow-definitions/grows/execute", new JsonObject());

        status.ShouldBe(200);
        ((string?)body!["workflowState"]!["subStatus"]).ShouldBe("Faulted");
        ((string?)body["workflowState"]!["incidents"]![0]!["message"])!.ShouldContain("characters");
        body.ToJsonString().Length.ShouldBeLessThan(1_000_000);
        await IsWellAsync(host);
    }

    [Fact]
    public async Task A_loop_that_fills_its_own_record_is_stopped()
    {
        await using var host = await ServerHost.StartAsync();
        var loop = Drawn.Activity(
            "loop",
            "For",
            ("start", "Int32", "Literal", "1"),
            ("end", "Int32", "Literal", "900")
        );
        loop["body"] = Drawn.Activity("say", "WriteLine", ("text", "String", "JavaScript", "'x'.repeat(1000000)"));
        await SaveAsync(host, "says", loop);

        var (status, body) = await host.PostAsync("/workflow-definitions/says/execute", new JsonObject());

        status.ShouldBe(200);
        ((string?)body!["workflowState"]!["subStatus"]).ShouldBe("Faulted");
        await IsWellAsync(host);
    }

    [Theory]
    [InlineData("Flowchart", "activities")]
    [InlineData("Sequence", "activities")]
    [InlineData("Parallel", "activities")]
    [InlineData("Fork", "branches")]
    [InlineData("Switch", "cases")]
    [InlineData("FlowSwitch", "cases")]
    [InlineData("Flowchart", "connections")]
    public async Task An_empty_entry_in_a_list_is_no_server_error(string type, string list)
    {
        await using var host = await ServerHost.StartAsync();
        var root = Drawn.Activity("root", type);
        root[list] = new JsonArray(null, null);
        var model = new JsonObject { ["name"] = "flow", ["root"] = root };

        var (status, _) = await PublishAsync(host, model);

        status.ShouldBeOneOf(200, 400);
        await IsWellAsync(host);
    }

    [Theory]
    [InlineData("variables", "null")]
    [InlineData("variables", "5")]
    [InlineData("inputs", "null")]
    [InlineData("outputs", "\"x\"")]
    public async Task An_entry_that_is_no_object_is_refused(string part, string entry)
    {
        await using var host = await ServerHost.StartAsync();
        var model = new JsonObject { ["name"] = "flow", [part] = new JsonArray(JsonNode.Parse(entry)) };

        var (status, body) = await host.PostAsync("/workflow-definitions", new JsonObject { ["model"] = model });

        status.ShouldBe(400);
        body!["errors"]!.ToJsonString().ShouldContain(part);
    }

    [Fact]
    public async Task A_strategy_of_another_kind_is_refused_and_not_made()
    {
        await using var host = await ServerHost.StartAsync();
        var model = new JsonObject
        {
            ["name"] = "flow",
            ["options"] = new JsonObject { ["activationStrategyType"] = "System.String, System.Private.CoreLib" },
        };

        var (status, body) = await PublishAsync(host, model);

        status.ShouldBe(400, body?.ToJsonString());
    }

    [Fact]
    public async Task A_correction_of_variables_that_is_no_list_of_variables_is_refused()
    {
        await using var host = await ServerHost.StartAsync();
        await SaveAsync(host, "waits", Drawn.Ask("ask"), Drawn.Variable("v", "V", "String", null));
        var id = (await host.RunAsync("waits")).WorkflowInstanceId;

        var (status, _) = await host.PostAsync(
            $"/workflow-instances/{id}/variables",
            new JsonObject { ["variables"] = new JsonArray(1, null, "x") }
        );

        status.ShouldBe(400);
    }

    [Theory]
    [InlineData("name", 1001)]
    [InlineData("definitionId", 201)]
    public async Task A_name_without_end_is_refused(string property, int length)
    {
        await using var host = await ServerHost.StartAsync();
        var model = new JsonObject { ["name"] = "flow", [property] = new string('n', length) };

        var (status, _) = await host.PostAsync("/workflow-definitions", new JsonObject { ["model"] = model });

        status.ShouldBe(400);
    }

    [Fact]
    public async Task A_correlation_without_end_is_refused_from_outside_and_an_incident_inside()
    {
        await using var host = await ServerHost.StartAsync();
        var correlate = Drawn.Activity(
            "own",
            "Correlate",
            ("correlationId", "String", "JavaScript", "'x'.repeat(5000)")
        );
        await SaveAsync(host, "correlates", correlate);

        var (outside, _) = await host.PostAsync(
            "/workflow-definitions/correlates/execute",
            new JsonObject { ["correlationId"] = new string('x', 5000) }
        );
        var (inside, body) = await host.PostAsync("/workflow-definitions/correlates/execute", new JsonObject());

        outside.ShouldBe(400);
        inside.ShouldBe(200);
        ((string?)body!["workflowState"]!["subStatus"]).ShouldBe("Faulted");
    }

    [Fact]
    public async Task An_unknown_type_is_kept_in_a_draft_and_refused_at_publish()
    {
        await using var host = await ServerHost.StartAsync();
        var root = JsonNode.Parse("""{"id":"r","type":"System.IO.File, mscorlib","path":"/etc/passwd"}""");
        var model = new JsonObject
        {
            ["name"] = "odd",
            ["root"] = root,
            ["variables"] = JsonNode.Parse(
                """[{"id":"v","name":"V","typeName":"System.Diagnostics.Process, System"}]"""
            ),
        };

        var (saved, _) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model.DeepClone(), ["publish"] = false }
        );
        var (published, why) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );

        saved.ShouldBe(200);
        published.ShouldBe(400);
        why!.ToJsonString().ShouldContain("System.IO.File");
    }

    [Fact]
    public async Task What_an_author_keeps_out_of_the_journal_is_not_in_it()
    {
        await using var host = await ServerHost.StartAsync();
        var secret = JsonNode.Parse(
            """
            {"id":"secret","type":"Elsa.SetOutput","version":1,
             "outputName":{"typeName":"String","expression":{"type":"Literal","value":"Told"} },
             "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"'iban-' + 4711"} } }
            """
        )!;
        var open = secret.DeepClone();
        open["id"] = "open";
        secret["customProperties"] = JsonNode.Parse(
            """
            {"logPersistenceConfig":{"inputs":{"outputValue":{"evaluationMode":"Strategy",
             "strategyType":"Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core"} } } }
            """
        );
        await host.PublishAsync("private", secret.ToJsonString(), open.ToJsonString());
        var id = (await host.RunAsync("private")).WorkflowInstanceId;

        (await RecordAsync(host, id, "secret")).ShouldNotContain("iban-4711");
        (await RecordAsync(host, id, "secret")).ShouldContain("Told");
        (await RecordAsync(host, id, "open")).ShouldContain("iban-4711");
    }

    private static async Task<string> RecordAsync(ServerHost host, string instance, string activity)
    {
        var (_, body) = await host.GetAsync(
            $"/activity-executions/list?workflowInstanceId={instance}&activityNodeId=Workflow1:flow:{activity}"
        );
        body!["items"]!.AsArray().Count.ShouldBe(1);
        return body.ToJsonString();
    }

    private static Task<(int Status, JsonNode? Body)> PublishAsync(ServerHost host, JsonObject model) =>
        host.PostAsync("/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });

    private static async Task SaveAsync(ServerHost host, string id, JsonObject root, params JsonObject[] variables)
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = root,
            ["variables"] = new JsonArray([.. variables]),
        };
        var (status, body) = await PublishAsync(host, model);
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task IsWellAsync(ServerHost host)
    {
        await host.PublishAsync("well", """{"id":"w","type":"Elsa.WriteLine","version":1}""");
        var (status, _) = await host.PostAsync("/workflow-definitions/well/execute", new JsonObject());
        status.ShouldBe(200);
    }

    private static string Script(string script) =>
        new JsonObject
        {
            ["id"] = "script",
            ["type"] = "Elsa.RunJavaScript",
            ["version"] = 1,
            ["script"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = script },
            },
        }.ToJsonString();

    private static string Nested(int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
            text.Append("{\"a\":");
        return text.Append('1').Append('}', depth).ToString();
    }
}
