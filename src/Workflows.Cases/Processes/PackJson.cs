using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Cases.Processes;

/// <summary>Reads one JSON object of a pack and notes what is wrong with it, by file and path, instead of throwing at the
/// first fault.</summary>
internal sealed class PackJson(string file, string path, JsonObject json, List<string> errors)
{
    private readonly HashSet<string> known = [];

    public JsonObject Json => json;

    /// <summary>The object in a file; null, with the reason noted, when it is no JSON or no object.</summary>
    public static PackJson? Open(string fullPath, string file, List<string> errors)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(fullPath)) is JsonObject json)
                return new PackJson(file, "$", json, errors);
            errors.Add($"{file}: must be a JSON object.");
        }
        catch (JsonException e)
        {
            errors.Add($"{file}({e.LineNumber + 1},{e.BytePositionInLine + 1}): is no JSON: {e.Message}");
        }
        catch (IOException e)
        {
            errors.Add($"{file}: cannot be read: {e.Message}");
        }
        return null;
    }

    public void Fault(string name, string what) => errors.Add($"{file} {path}.{name}: {what}");

    public string Text(string name) =>
        Value(name) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : Missing(name, "a text", "");

    /// <summary>Null for what is absent or left empty.</summary>
    public string? TextOrNull(string name) =>
        Value(name) is null
        || json[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0
            ? null
            : Text(name);

    /// <summary>False also for what is absent.</summary>
    public bool Flag(string name) =>
        Value(name) is { } value
        && (value is JsonValue flag && flag.TryGetValue<bool>(out var on) ? on : Missing(name, "true or false", false));

    public LocalText Local(string name)
    {
        if (Value(name) is not JsonObject texts)
            return Missing(name, "a text in three languages", LocalText.Same(name));
        foreach (var language in LocalText.Languages)
            if (texts[language] is not JsonValue text || !text.TryGetValue<string>(out var typed) || typed.Length == 0)
                return Missing($"{name}.{language}", "a text", LocalText.Same(name));
        return texts.Deserialize<LocalText>()!;
    }

    public IReadOnlyList<string> Words(string name)
    {
        if (Value(name) is null)
            return [];
        if (json[name] is JsonArray list && list.All(e => e is JsonValue v && v.TryGetValue<string>(out _)))
            return [.. list.Select(e => e!.GetValue<string>())];
        return Missing<IReadOnlyList<string>>(name, "a list of texts", []);
    }

    /// <summary>The members of an object, each an object itself.</summary>
    public IEnumerable<(string Key, PackJson Value)> Members(string name)
    {
        if (Value(name) is not JsonObject members)
            return Missing<IEnumerable<(string, PackJson)>>(name, "an object", []);
        return members.Select(m => (m.Key, Child($"{name}.{m.Key}", m.Value)));
    }

    /// <summary>A member that is an object.</summary>
    public PackJson Object(string name) => Child(name, Value(name));

    /// <summary>The objects of a list.</summary>
    public IEnumerable<PackJson> Items(string name)
    {
        if (Value(name) is not JsonArray list)
            return Missing<IEnumerable<PackJson>>(name, "a list", []);
        return list.Select((item, index) => Child($"{name}[{index}]", item));
    }

    /// <summary>Notes every property that nobody asked for: a misspelt one would otherwise be dropped silently.</summary>
    public void RefuseTheRest()
    {
        foreach (var (name, _) in json)
            if (!known.Contains(name) && !name.StartsWith('$'))
                Fault(name, "is not known here.");
    }

    private PackJson Child(string name, JsonNode? value)
    {
        if (value is JsonObject child)
            return new PackJson(file, $"{path}.{name}", child, errors);
        Fault(name, "must be an object.");
        return new PackJson(file, $"{path}.{name}", [], []);
    }

    private JsonNode? Value(string name)
    {
        known.Add(name);
        return json[name];
    }

    private T Missing<T>(string name, string what, T instead)
    {
        Fault(name, $"must be {what}.");
        return instead;
    }
}
