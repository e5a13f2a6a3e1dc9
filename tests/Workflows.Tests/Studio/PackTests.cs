using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>The definitions of all packs load, know their activities and come back as they were.</summary>
public sealed class PackTests(SharedApps apps)
{
    /// <summary>What the store adds or counts by itself.</summary>
    private static readonly string[] OfTheStore =
    [
        "id",
        "createdAt",
        "version",
        "isLatest",
        "isPublished",
        "links",
        "$schema",
        "toolVersion",
    ];

    public static TheoryData<string> EveryDefinition =>
        [.. Repository.Files("workflows", "flow.json").Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory, MemberData(nameof(EveryDefinition))]
    public async Task A_definition_comes_back_as_it_was(string file)
    {
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Path(file)))!.AsObject();
        var owner = await new Company((await apps.On(Database.Sqlite)).Address).As("process-owner");

        var reply = await owner.GetAsync(
            $"/elsa/api/workflow-definitions/by-definition-id/{(string)written["definitionId"]!}?versionOptions=Latest"
        );

        var read = reply.ShouldBe(HttpStatusCode.OK).Object;
        Differences(Without(written), Without(read), "").ShouldBeEmpty();
        ((bool)read["isPublished"]!).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(EveryDefinition))]
    public async Task Every_activity_of_a_definition_is_one_that_Studio_shows(string file)
    {
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Path(file)))!.AsObject();
        var owner = await new Company((await apps.On(Database.Sqlite)).Address).As("process-owner");
        var palette = (await owner.GetAsync("/elsa/api/descriptors/activities"))
            .Items()
            .Select(a => (string)a!["typeName"]!)
            .ToHashSet();

        var used = written["root"]!["activities"]!.AsArray().Select(a => (string)a!["type"]!).Distinct();

        used.Except(palette).ShouldBeEmpty();
    }

    private static JsonObject Without(JsonObject definition)
    {
        var copy = definition.DeepClone().AsObject();
        foreach (var name in OfTheStore)
            copy.Remove(name);
        return copy;
    }

    // What was written must be there unchanged; the store may add what has a value of "nothing".
    private static IEnumerable<string> Differences(JsonNode? written, JsonNode? read, string path)
    {
        if (written is JsonObject one && read is JsonObject other)
            return one.Select(p => p.Key)
                .Union(other.Where(p => p.Value is not null && !IsEmpty(p.Value)).Select(p => p.Key))
                .SelectMany(name => Differences(one[name], other[name], $"{path}/{name}"));
        if (written is JsonArray list && read is JsonArray others && list.Count == others.Count)
            return list.SelectMany((item, i) => Differences(item, others[i], $"{path}/{i}"));
        return JsonNode.DeepEquals(written, read) || (IsEmpty(written) && IsEmpty(read))
            ? []
            : [$"{path}: {written?.ToJsonString(PlainJson.Readable)} → {read?.ToJsonString(PlainJson.Readable)}"];
    }

    private static bool IsEmpty(JsonNode? node) =>
        node switch
        {
            null => true,
            JsonArray array => array.Count == 0,
            JsonObject bag => bag.Count == 0,
            JsonValue value => value.ToJsonString() is "\"\"" or "false",
            _ => false,
        };
}
