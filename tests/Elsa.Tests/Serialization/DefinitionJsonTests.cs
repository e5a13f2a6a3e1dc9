using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Tests.Contract;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Serialization;

public sealed class DefinitionJsonTests
{
    private readonly IServiceProvider _services = TestEngine.Create();

    private IActivitySerializer Json => _services.GetRequiredService<IActivitySerializer>();

    public static TheoryData<string> EveryDefinition()
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (top is not null && !File.Exists(Path.Combine(top.FullName, "Workflows.sln")))
            top = top.Parent;
        var files = Directory.EnumerateFiles(
            Path.Combine(top!.FullName, "workflows"),
            "flow.json",
            SearchOption.AllDirectories
        );
        return [Path.Combine(AppContext.BaseDirectory, "Contract", "definition.json"), .. files];
    }

    [Theory, MemberData(nameof(EveryDefinition))]
    public void Every_definition_comes_back_as_it_was(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!["root"]!;
        StandInForProductActivities(root);
        var again = JsonNode.Parse(Json.Serialize(Json.Deserialize(root.ToJsonString())))!;
        Lost(root, again, "root").ShouldBeEmpty();
        JsonNode
            .DeepEquals(again, JsonNode.Parse(Json.Serialize(Json.Deserialize(again.ToJsonString()))))
            .ShouldBeTrue();
    }

    /// <summary>The packs use activities that the engine alone does not have.</summary>
    private void StandInForProductActivities(JsonNode root)
    {
        var registry = _services.GetRequiredService<IActivityRegistry>();
        foreach (var type in root["activities"]!.AsArray().Select(a => a!["type"]!.GetValue<string>()).Distinct())
        {
            if (registry.Find(type) is null)
                registry.Register(
                    new ActivityDescriptor
                    {
                        TypeName = type,
                        Version = 1,
                        Constructor = context => context.CreateActivity<StandIn>(),
                    }
                );
        }
    }

    private sealed class StandIn : Activity;

    /// <summary>What stands in the first and not, or otherwise, in the second; the second may say more.</summary>
    private static IEnumerable<string> Lost(JsonNode? was, JsonNode? now, string path)
    {
        if (was is JsonObject members && now is JsonObject others)
            return members.SelectMany(m => Lost(m.Value, others[m.Key], $"{path}.{m.Key}"));
        if (was is JsonArray items && now is JsonArray again && items.Count == again.Count)
            return items.SelectMany((item, i) => Lost(item, again[i], $"{path}[{i}]"));
        return JsonNode.DeepEquals(was, now) ? [] : [$"{path}: {was?.ToJsonString()} became {now?.ToJsonString()}"];
    }

    [Fact]
    public void The_recorded_definition_is_written_exactly_as_elsa_writes_it()
    {
        var root = Recorded.Read("definition.json")["root"]!;
        Json.Serialize(Json.Deserialize(root.ToJsonString())).ShouldBe(root.ToJsonString());
    }

    [Fact]
    public void An_activity_of_an_unknown_type_keeps_itsJson_and_comes_back_with_its_lines()
    {
        const string flow = """
            {"type":"Elsa.Flowchart","version":1,"id":"f","activities":[
              {"type":"Nope.Missing","version":1,"id":"a","foo":{"typeName":"String","expression":{"type":"Literal","value":"x"}}},
              {"type":"Elsa.WriteLine","version":1,"id":"b"}],
             "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[{"x":1.5,"y":2}]}]}
            """;
        var flowchart = (Container)Json.Deserialize(flow);
        var missing = flowchart.Activities.First().ShouldBeOfType<NotFoundActivity>();
        missing.MissingTypeName.ShouldBe("Nope.Missing");
        var saved = Json.Serialize(flowchart);
        var again = JsonNode.Parse(Json.Serialize(Json.Deserialize(saved)))!;
        again["activities"]![0]!["originalActivityJson"]!
            .GetValue<string>()
            .ShouldBe(
                """{"type":"Nope.Missing","version":1,"id":"a","foo":{"typeName":"String","expression":{"type":"Literal","value":"x"}}}"""
            );
        again["customProperties"]!["notFoundConnections"]![0]!["vertices"]!
            .ToJsonString()
            .ShouldBe("""[{"x":1.5,"y":2}]""");
        again["connections"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void An_expression_in_an_unknown_language_is_kept()
    {
        var activity = Json.Deserialize(
            """{"type":"Elsa.WriteLine","id":"a","text":{"typeName":"String","expression":{"type":"Perl","value":"x"}}}"""
        );
        JsonNode.Parse(Json.Serialize(activity))!["text"]!
            .ToJsonString()
            .ShouldBe("""{"typeName":"String","expression":{"type":"Perl","value":"x"}}""");
    }

    [Fact]
    public void Properties_that_nobody_knows_are_kept()
    {
        var activity = Json.Deserialize("""{"type":"Elsa.WriteLine","id":"a","later":{"deep":[1,2.50]}}""");
        JsonNode.Parse(Json.Serialize(activity))!["later"]!.ToJsonString().ShouldBe("""{"deep":[1,2.50]}""");
    }

    [Fact]
    public void Containers_within_containers_keep_their_children()
    {
        const string flow = """
            {"type":"Elsa.Sequence","id":"s","variables":[{"id":"v","name":"N","typeName":"Int32","isArray":false,"value":"5","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
             "activities":[{"type":"Elsa.If","id":"i","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"true"}},
               "then":{"type":"Elsa.Flowchart","id":"f","activities":[{"type":"Elsa.WriteLine","id":"w"}],"connections":[]}},
               {"type":"Elsa.Switch","id":"sw","cases":[{"label":"A","condition":{"type":"JavaScript","value":"1 > 0"},"activity":{"type":"Elsa.WriteLine","id":"c"}}]}]}
            """;
        var was = JsonNode.Parse(flow)!;
        var now = JsonNode.Parse(Json.Serialize(Json.Deserialize(flow)))!;
        Lost(was, now, "$").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{", "depth")]
    [InlineData("{\"id\":\"a\"}", "without a type")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData(
        "{\"type\":\"Elsa.Sequence\",\"id\":\"s\",\"activities\":7}",
        "Activity 's' (Elsa.Sequence), activities:"
    )]
    public void Json_that_is_no_definition_is_an_error_that_says_where(string json, string message) =>
        Should.Throw<JsonException>(() => Json.Deserialize(json)).Message.ShouldContain(message);

    [Fact]
    public void Json_nested_without_end_is_refused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"type\":\"Elsa.Sequence\",\"id\":\"s\",\"activities\":[", 5000));
        Should.Throw<JsonException>(() => Json.Deserialize(json)).Message.ShouldContain("depth");
    }

    [Fact]
    public void Fifty_containers_within_each_other_are_read()
    {
        const int levels = 50;
        var json =
            string.Concat(Enumerable.Repeat("{\"type\":\"Elsa.Sequence\",\"id\":\"s\",\"activities\":[", levels))
            + string.Concat(Enumerable.Repeat("]}", levels));
        Json.Deserialize(json).ShouldBeOfType<Sequence>();
    }
}
