using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Engine;

namespace Elsa.Tests.Runtime;

/// <summary>Flows that ask other systems, and flows that are asked.</summary>
public class HttpTests
{
    [Fact]
    public async Task A_flow_asks_another_system_and_goes_on_along_the_status()
    {
        await using var other = await Other.StartAsync();
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        await host.PublishAsync(
            "asking",
            Send("FlowSendHttpRequest", other.Address + "/echo"),
            Tell("$.said"),
            Tell("getOutputFrom('send', 'StatusCode')", "tell2", "Status")
        );

        var ran = await host.RunAsync("asking");
        await EndAsync(host, ran.WorkflowInstanceId);

        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Finished");
        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("你好 Bearer abc");
        (await host.OutputAsync(ran.WorkflowInstanceId, "Status")).ShouldBe("200");
        var (_, report) = await host.GetAsync($"/workflow-instances/{ran.WorkflowInstanceId}/journal");
        report!.ToJsonString().ShouldNotContain("Bearer abc");
    }

    [Fact]
    public async Task Nothing_is_held_while_the_other_system_thinks()
    {
        await using var other = await Other.StartAsync();
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        await host.PublishAsync("slow", Send("SendHttpRequest", other.Address + "/slow"));
        await host.PublishAsync("quick", Tell("1"));
        var slow = await host.RunAsync("slow");
        await other.IsAsked.WaitAsync(TimeSpan.FromSeconds(60));

        (await host.RunAsync("quick")).SubStatus.ShouldBe(Elsa.Workflows.WorkflowSubStatus.Finished);
        (await host.SubStatusAsync(slow.WorkflowInstanceId)).ShouldBe("Suspended");

        other.LetGo();
        await EndAsync(host, slow.WorkflowInstanceId);
        (await host.SubStatusAsync(slow.WorkflowInstanceId)).ShouldBe("Finished");
    }

    [Theory]
    [InlineData("http://example.com/", "not on the list")]
    [InlineData("http://127.0.0.1:9/", "private network")]
    [InlineData("http://[::ffff:127.0.0.1]:9/", "private network")]
    [InlineData("file:///etc/passwd", "http or https")]
    public async Task A_host_that_may_not_be_asked_is_a_clear_incident(string url, string why)
    {
        await using var host = await ServerHost.StartAsync(services =>
            services.Configure<OutgoingHttpOptions>(o =>
            {
                o.AllowedHosts.Add("127.0.0.1");
                o.AllowedHosts.Add("[::ffff:127.0.0.1]");
                o.AllowedHosts.Add("[::ffff:7f00:1]");
            })
        );
        await host.PublishAsync("asking", Send("SendHttpRequest", url));

        var ran = await host.RunAsync("asking");
        await EndAsync(host, ran.WorkflowInstanceId);

        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Faulted");
        var (_, body) = await host.GetAsync($"/workflow-instances/{ran.WorkflowInstanceId}");
        body!["workflowState"]!["incidents"]!.ToJsonString().ShouldContain(why);
    }

    [Fact]
    public async Task A_redirection_into_the_private_network_is_refused()
    {
        await using var other = await Other.StartAsync();
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        await host.PublishAsync("asking", Send("SendHttpRequest", other.Address + "/away"));

        var ran = await host.RunAsync("asking");
        await EndAsync(host, ran.WorkflowInstanceId);

        var (_, body) = await host.GetAsync($"/workflow-instances/{ran.WorkflowInstanceId}");
        body!["workflowState"]!["incidents"]!.ToJsonString().ShouldContain("not on the list");
    }

    [Fact]
    public async Task Secrets_of_a_request_stand_in_no_row_neither_while_it_waits_nor_afterwards()
    {
        await using var other = await Other.StartAsync();
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        var send = JsonNode.Parse(Send("SendHttpRequest", other.Address + "/slow"))!;
        send["authorization"] = Input("String", "JavaScript", "'Bearer ' + getInput('Token')");
        send["requestHeaders"] = Input(
            "HttpHeaders",
            "JavaScript",
            "({ 'X-Api-Key': getInput('Token'), 'X-Kind': 'kind-of-call' })"
        );
        send["content"] = Input("Object", "JavaScript", "({ word: 'body-' + getInput('Token') })");
        send["customProperties"] = JsonNode.Parse("""{"logPersistenceConfig":{"inputs":{"content":"Exclude"}} }""");
        await host.PublishAsync("slow", send.ToJsonString());

        var ran = await host.RunAsync("slow", new Dictionary<string, object> { ["Token"] = "s3cr3t" });
        await other.IsAsked.WaitAsync(TimeSpan.FromSeconds(60));
        var waiting = await StoredRows.TextAsync(host);
        other.LetGo();
        await EndAsync(host, ran.WorkflowInstanceId);
        var ended = await StoredRows.TextAsync(host);

        other.Heard.ShouldBe("Bearer s3cr3t s3cr3t");
        waiting.ShouldContain("kind-of-call");
        waiting.ShouldNotContain("Bearer s3cr3t");
        ended.ShouldContain("kind-of-call");
        ended.ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task A_wrong_authorization_is_named_without_saying_it()
    {
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        var send = JsonNode.Parse(Send("SendHttpRequest", "http://127.0.0.1:1/"))!;
        send["authorization"] = Input("String", "JavaScript", "getInput('Token')");
        await host.PublishAsync("asking", send.ToJsonString());

        var ran = await host.RunAsync("asking", new Dictionary<string, object> { ["Token"] = "s3cr3t, (" });

        ran.Incidents.ShouldHaveSingleItem().Message.ShouldContain("Authorization");
        (await StoredRows.TextAsync(host)).ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task Nobody_there_is_a_way_on_of_its_own()
    {
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        var send = JsonNode.Parse(Send("SendHttpRequest", "http://127.0.0.1:1/"))!;
        send["failedToConnect"] = JsonNode.Parse(Tell("'nobody'"));
        await host.PublishAsync("asking", send.ToJsonString());

        var ran = await host.RunAsync("asking");
        await EndAsync(host, ran.WorkflowInstanceId);

        (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("nobody");
    }

    [Fact]
    public async Task A_request_that_a_crash_left_over_is_made_after_the_restart()
    {
        await using var other = await Other.StartAsync();
        await using var host = await ServerHost.StartAsync(Allow("127.0.0.1"));
        await host.PublishAsync("slow", Send("SendHttpRequest", other.Address + "/slow"));
        var ran = await host.RunAsync("slow");
        await other.IsAsked.WaitAsync(TimeSpan.FromSeconds(60));
        await host.InScopeAsync(async services =>
        {
            // As if the lease of the process that died were over.
            var db = services.GetRequiredService<IElsaSession>().Db;
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                db.Database,
                "UPDATE \"Elsa_Bookmarks\" SET \"Metadata\" = NULL"
            );
            return true;
        });

        await host.RestartAsync();
        other.LetGo();
        await EndAsync(host, ran.WorkflowInstanceId);

        (await host.SubStatusAsync(ran.WorkflowInstanceId)).ShouldBe("Finished");
    }

    [Fact]
    public async Task A_flow_answers_requests_to_its_path()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("greeting", Endpoint("greet/{name}", "POST"), Respond());

        using var reply = await host.Http.PostAsJsonAsync("/workflows/greet/zhang", new { Title = "王" });
        using var wrong = await host.Http.GetAsync("/workflows/greet/zhang");
        using var bad = await host.Http.PostAsync(
            "/workflows/greet/zhang",
            new StringContent("{", Encoding.UTF8, "application/json")
        );

        ((int)reply.StatusCode).ShouldBe(202);
        (await reply.Content.ReadAsStringAsync()).ShouldBe("zhang 王");
        reply.Headers.GetValues("X-Greeted").ShouldBe(["yes"]);
        ((int)wrong.StatusCode).ShouldBe(404);
        ((int)bad.StatusCode).ShouldBe(400);

        await host.PostAsync("/workflow-definitions/greeting/retract", null);
        using var gone = await host.Http.PostAsJsonAsync("/workflows/greet/zhang", new { });
        ((int)gone.StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("application/json", "{bad")]
    [InlineData("application/json", "\"\\ud800\"")]
    [InlineData("application/json", "\"a\\u0000b\"")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("multipart/form-data", "x")]
    public async Task A_body_that_cannot_be_read_is_refused_and_starts_nothing(string type, string body)
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("answers", Endpoint("taken", "POST"));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var reply = await host.Http.PostAsync("/workflows/taken", content);

        ((int)reply.StatusCode).ShouldBe(400);
        (await host.GetAsync("/workflow-instances?definitionId=answers")).Body!["totalCount"]!
            .GetValue<int>()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_flow_that_is_under_way_waits_for_a_request()
    {
        await using var host = await ServerHost.StartAsync();
        var endpoint = JsonNode.Parse(Endpoint("confirm", "GET"))!;
        endpoint["customProperties"] = new JsonObject { ["canStartWorkflow"] = false };
        await host.PublishAsync("confirming", Tell("1", "first"), endpoint.ToJsonString(), Tell("'confirmed'"));
        var one = await host.RunAsync("confirming", correlationId: "one");
        var two = await host.RunAsync("confirming", correlationId: "two");

        using var reply = await host.Http.GetAsync("/workflows/confirm?correlationId=two");

        ((int)reply.StatusCode).ShouldBe(200);
        (await host.SubStatusAsync(one.WorkflowInstanceId)).ShouldBe("Suspended");
        (await host.SubStatusAsync(two.WorkflowInstanceId)).ShouldBe("Finished");
    }

    [Fact]
    public async Task A_path_for_people_who_are_signed_in_refuses_others()
    {
        await using var host = await ServerHost.StartAsync();
        var endpoint = JsonNode.Parse(Endpoint("secret", "GET"))!;
        endpoint["authorize"] = Input("Boolean", "Literal", true);
        await host.PublishAsync("secret", endpoint.ToJsonString());

        using var reply = await host.Http.GetAsync("/workflows/secret");

        ((int)reply.StatusCode).ShouldBe(401);
        ((int)(await host.GetAsync("/workflow-instances")).Body!["totalCount"]!).ShouldBe(0);
    }

    private static Action<IServiceCollection> Allow(string host) =>
        services => services.Configure<OutgoingHttpOptions>(o => o.PrivateHosts.Add(host));

    private static async Task EndAsync(ServerHost host, string instance)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; await host.SubStatusAsync(instance) == "Suspended"; i++)
        {
            i.ShouldBeLessThan(1800, "the flow still waits for its answer");
            await looks.WaitForNextTickAsync();
        }
    }

    private static string Send(string type, string url) =>
        new JsonObject
        {
            ["id"] = "send",
            ["type"] = "Elsa." + type,
            ["version"] = 1,
            ["url"] = Input("Uri", "Literal", url),
            ["method"] = Input("String", "Literal", "POST"),
            ["content"] = Input("Object", "JavaScript", "({ word: '你好' })"),
            ["contentType"] = Input("String", "Literal", "application/json"),
            ["authorization"] = Input("String", "Literal", "Bearer abc"),
        }.ToJsonString();

    private static string Endpoint(string path, string method) =>
        new JsonObject
        {
            ["id"] = "endpoint",
            ["type"] = "Elsa.HttpEndpoint",
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
            ["path"] = Input("String", "Literal", path),
            ["supportedMethods"] = Input("ICollection<String>", "Object", $"[\"{method}\"]"),
            ["routeData"] = JsonNode.Parse("""{"typeName":"ObjectDictionary","memoryReference":{"id":"route"}}"""),
        }.ToJsonString();

    private static string Respond() =>
        new JsonObject
        {
            ["id"] = "respond",
            ["type"] = "Elsa.WriteHttpResponse",
            ["version"] = 1,
            ["statusCode"] = Input("HttpStatusCode", "Literal", "Accepted"),
            ["content"] = Input(
                "Object",
                "JavaScript",
                "getOutputFrom('endpoint', 'RouteData').name"
                    + " + ' ' + JSON.parse(getOutputFrom('endpoint', 'ParsedContent')).title"
            ),
            ["responseHeaders"] = Input("HttpHeaders", "Object", """{"X-Greeted":"yes"}"""),
        }.ToJsonString();

    private static string Tell(string what, string id = "tell", string name = "Told") =>
        new JsonObject
        {
            ["id"] = id,
            ["type"] = "Elsa.SetOutput",
            ["version"] = 1,
            ["outputName"] = Input("String", "Literal", name),
            ["outputValue"] = Input(
                "Object",
                "JavaScript",
                what.Replace("$", "getOutputFrom('send', 'ParsedContent')", StringComparison.Ordinal)
            ),
        }.ToJsonString();

    private static JsonObject Input(string type, string language, JsonNode value) =>
        new()
        {
            ["typeName"] = type,
            ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
        };

    /// <summary>The system that is asked.</summary>
    private sealed class Other : IAsyncDisposable
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource _goOn = new();
        private readonly WebApplication _app;

        private Other(WebApplication app) => _app = app;

        public string Address => _app.Urls.First();

        public Task IsAsked => _asked.Task;

        /// <summary>The credentials that came with the last slow request.</summary>
        public string? Heard { get; private set; }

        public void LetGo() => _goOn.TrySetResult();

        public static async Task<Other> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            var app = builder.Build();
            var other = new Other(app);
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost(
                "/echo",
                async (HttpRequest request) =>
                {
                    var word = (await JsonNode.ParseAsync(request.Body))!["word"];
                    return Results.Json(new { said = $"{word} {request.Headers.Authorization}" });
                }
            );
            app.MapPost(
                "/slow",
                async (HttpRequest request) =>
                {
                    other.Heard = $"{request.Headers.Authorization} {request.Headers["X-Api-Key"]}";
                    other._asked.TrySetResult();
                    await other._goOn.Task;
                }
            );
            app.MapPost("/away", () => Results.Redirect("http://10.1.2.3/"));
            await app.StartAsync();
            return other;
        }

        public async ValueTask DisposeAsync()
        {
            LetGo();
            await _app.DisposeAsync();
        }
    }
}
