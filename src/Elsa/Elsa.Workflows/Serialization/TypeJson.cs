using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Serialization;

/// <summary>Writes a type by its name; a name nobody registered reads as the type of anything.</summary>
internal sealed class TypeJson(TypeNames names) : JsonConverter<Type>
{
    private const string Unregistered = "UnregisteredClrType:";

    public override bool CanConvert(Type typeToConvert) => typeof(Type).IsAssignableFrom(typeToConvert);

    public override Type? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } name ? Find(names, name) : null;

    public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            names.TryGetAlias(value, out var alias) ? alias : Unregistered + ElsaAssemblies.NameOf(value)
        );

    public static Type Find(TypeNames names, string name)
    {
        if (name.StartsWith(Unregistered, StringComparison.Ordinal))
            name = name[Unregistered.Length..];
        return names.TryGetType(name, out var type) ? type : typeof(object);
    }
}
