using System.Text.Json;
using System.Text.Json.Nodes;

namespace Elsa.Tests.Api;

/// <summary>Compares two JSON texts by names and kinds of values; what they say may differ.</summary>
internal static class JsonShape
{
    public static IEnumerable<string> Differences(JsonNode? wanted, JsonNode? given, string path)
    {
        if (wanted is JsonObject want && given is JsonObject have)
        {
            foreach (var (name, value) in want)
            {
                if (!have.TryGetPropertyValue(name, out var same))
                    yield return $"{path}.{name} is missing";
                else
                    foreach (var difference in Differences(value, same, $"{path}.{name}"))
                        yield return difference;
            }
            foreach (var name in have.Select(p => p.Key).Where(name => !want.ContainsKey(name)))
                yield return $"{path}.{name} is too much";
        }
        else if (wanted is JsonArray { Count: > 0 } wantList && given is JsonArray haveList)
        {
            if (haveList.Count == 0)
                yield return $"{path} is empty";
            for (var i = 0; i < Math.Min(wantList.Count, haveList.Count); i++)
            {
                foreach (var difference in Differences(wantList[i], haveList[i], $"{path}[{i}]"))
                    yield return difference;
            }
        }
        else if (Kind(wanted) != Kind(given))
        {
            yield return $"{path} is {Kind(given)} instead of {Kind(wanted)}";
        }
    }

    private static JsonValueKind Kind(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null => JsonValueKind.Null,
            JsonValueKind.False => JsonValueKind.True,
            var kind => kind.Value,
        };
}
