using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Workflows.Engine.Serialization;

/// <summary>
/// What stood in an object's JSON and has no property here. It is kept beside the object and written again, so that
/// nothing that another version of Studio or a newer activity wrote is lost by loading and saving.
/// </summary>
internal static class Leftovers
{
    private static readonly ConditionalWeakTable<object, Dictionary<string, JsonElement>> Kept = [];

    public static void Keep(object owner, string property, JsonElement value) =>
        Kept.GetOrCreateValue(owner)[property] = value.Clone();

    public static JsonElement? Of(object owner, string property) =>
        Kept.TryGetValue(owner, out var kept) && kept.TryGetValue(property, out var value) ? value : null;

    public static void Write(Utf8JsonWriter writer, object owner)
    {
        if (!Kept.TryGetValue(owner, out var kept))
            return;
        foreach (var (property, value) in kept)
        {
            writer.WritePropertyName(property);
            value.WriteTo(writer);
        }
    }
}
