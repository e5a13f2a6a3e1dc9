using System.Text.Json.Nodes;

namespace Elsa.Tests.Runtime;

/// <summary>Pieces of definitions, as Studio writes them.</summary>
internal static class Drawn
{
    public static JsonObject Activity(
        string id,
        string type,
        params (string Name, string Type, string Language, string Value)[] inputs
    )
    {
        var activity = new JsonObject
        {
            ["id"] = id,
            ["type"] = "Elsa." + type,
            ["version"] = 1,
        };
        foreach (var (name, of, language, value) in inputs)
            activity[name] = new JsonObject
            {
                ["typeName"] = of,
                ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
            };
        return activity;
    }

    public static JsonObject Ask(string id)
    {
        var ask = Activity(id, "Ask", ("question", "String", "Literal", "?"));
        ask["type"] = "Test.Ask";
        return ask;
    }

    public static JsonObject Fork(params string[] branches) =>
        Activity(
            "fork",
            "FlowFork",
            ("branches", "ICollection<String>", "JavaScript", $"['{string.Join("','", branches)}']")
        );

    public static JsonObject Script(string id, string script) =>
        Activity(id, "RunJavaScript", ("script", "String", "Literal", script));

    public static JsonObject Tell(string id, string name, string script) =>
        Activity(
            id,
            "SetOutput",
            ("outputName", "String", "Literal", name),
            ("outputValue", "Object", "JavaScript", script)
        );

    public static JsonObject Case(string label, string condition, JsonObject? activity = null) =>
        new()
        {
            ["label"] = label,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition },
            ["activity"] = activity,
        };

    public static JsonObject Sequence(string id, JsonObject[] variables, params JsonObject[] activities)
    {
        var sequence = Activity(id, "Sequence");
        sequence["variables"] = new JsonArray([.. variables]);
        sequence["activities"] = new JsonArray([.. activities]);
        return sequence;
    }

    public static JsonObject Chart(JsonObject[] activities, params string[] arrows)
    {
        var chart = Activity("chart", "Flowchart");
        chart["activities"] = new JsonArray([.. activities]);
        chart["connections"] = new JsonArray([.. arrows.Select(Arrow)]);
        return chart;
    }

    // "a>b", or "a:True>b" for another port than Done.
    public static JsonNode Arrow(string arrow)
    {
        var (from, to) = (arrow.Split('>')[0].Split(':'), arrow.Split('>')[1]);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from[0], ["port"] = from.ElementAtOrDefault(1) ?? "Done" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };
    }

    public static JsonObject Variable(string id, string name, string type, string? value) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["typeName"] = type,
            ["value"] = value,
            ["storageDriverTypeName"] = "Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core",
        };
}
