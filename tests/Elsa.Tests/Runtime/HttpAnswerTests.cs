using System.Text;
using System.Text.Json.Nodes;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Runtime;

/// <summary>What a flow that is asked takes and answers, each compared with what Elsa does.</summary>
public class HttpAnswerTests
{
    [Theory]
    [InlineData("String", "text/plain", """{ "a" : 1.50 }""")]
    [InlineData("Object", "application/json", """{"a":1.5}""")]
    public async Task JSON_stays_the_text_that_came_where_a_text_is_wanted(string type, string answered, string body)
    {
        await using var host = await ServerHost.StartAsync();
        var endpoint = Endpoint();
        endpoint["parsedContent"] = Into("v-body");
        await PublishAsync(host, [endpoint, Answer("answer", "getBody()")], Variable("v-body", "Body", type, null));

        using var reply = await host.Http.PostAsync(
            "/workflows/asked",
            new StringContent("""{ "a" : 1.50 }""", Encoding.UTF8, "application/json")
        );

        (await reply.Content.ReadAsStringAsync()).ShouldBe(body);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe(answered);
    }

    [Fact]
    public async Task The_first_answer_goes_out_and_a_second_is_an_incident()
    {
        await using var host = await ServerHost.StartAsync();
        await PublishAsync(host, [Endpoint(), Answer("one", "'one'"), Answer("two", "'two'")]);

        using var reply = await host.Http.PostAsync("/workflows/asked", null);

        (await reply.Content.ReadAsStringAsync()).ShouldBe("one");
        (await StatusAsync(host)).ShouldBe("Faulted");
    }

    [Fact]
    public async Task A_request_kept_in_a_variable_is_forgotten_with_the_request()
    {
        await using var host = await ServerHost.StartAsync();
        var endpoint = Endpoint();
        endpoint["result"] = Into("v-kept");
        var kept = Variable("v-kept", "Kept", "Object", null);
        await PublishAsync(host, [endpoint, Answer("answer", "getKept() != null"), Ask("ask")], kept);

        using var reply = await host.Http.PostAsync("/workflows/asked", null);

        (await reply.Content.ReadAsStringAsync()).ShouldBe("true");
        (await StatusAsync(host)).ShouldBe("Suspended");
    }

    [Fact]
    public async Task A_file_of_the_wrong_kind_is_told_what_is_allowed()
    {
        await using var host = await ServerHost.StartAsync();
        var endpoint = Endpoint(("allowedFileExtensions", "ICollection<String>", "Object", """[".pdf"]"""));
        await PublishAsync(host, [endpoint]);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "file", "a.txt" } };

        using var reply = await host.Http.PostAsync("/workflows/asked", form);

        ((int)reply.StatusCode).ShouldBe(415);
        (await reply.Content.ReadAsStringAsync()).ShouldBe(
            """{"message":"Only the following file extensions are allowed: .pdf"}"""
        );
    }

    private static JsonObject Endpoint(params (string Name, string Type, string Language, string Value)[] inputs)
    {
        var endpoint = Activity(
            "endpoint",
            "HttpEndpoint",
            [
                ("path", "String", "Literal", "asked"),
                ("supportedMethods", "ICollection<String>", "Object", """["POST"]"""),
                .. inputs,
            ]
        );
        endpoint["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return endpoint;
    }

    private static JsonObject Answer(string id, string content) =>
        Activity(id, "WriteHttpResponse", ("content", "Object", "JavaScript", content));

    private static JsonNode Into(string variable) =>
        new JsonObject
        {
            ["typeName"] = "Object",
            ["memoryReference"] = new JsonObject { ["id"] = variable },
        };

    private static async Task PublishAsync(ServerHost host, JsonObject[] activities, params JsonObject[] variables)
    {
        var arrows = activities.Zip(activities.Skip(1), (one, next) => $"{one["id"]}>{next["id"]}").ToArray();
        var model = new JsonObject
        {
            ["definitionId"] = "flow",
            ["name"] = "flow",
            ["variables"] = new JsonArray([.. variables]),
            ["root"] = Chart(activities, arrows),
        };
        var sent = new JsonObject { ["model"] = model, ["publish"] = true };
        var (status, body) = await host.PostAsync("/workflow-definitions", sent);
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static async Task<string?> StatusAsync(ServerHost host)
    {
        var (_, found) = await host.GetAsync("/workflow-instances?definitionId=flow");
        return (string?)found!["items"]!.AsArray().ShouldHaveSingleItem()!["subStatus"];
    }
}
