using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows;

/// <summary>Hashes what a bookmark or trigger waits for.</summary>
public class StimulusHasher(IHasher hasher) : IStimulusHasher
{
    public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null) =>
        hasher.Hash(stimulusName, payload, activityInstanceId);
}

/// <summary>SHA-256 over the JSON of the values; nulls and properties that ask for it are left out.</summary>
internal sealed class Hasher : IHasher
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
        Converters = { new TypeNameConverter() },
    };

    public string Hash(string value) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    public string Hash(params object?[] values) =>
        Hash(string.Join('|', values.Select(Write).Where(text => !string.IsNullOrWhiteSpace(text))));

    private static string? Write(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            _ => JsonSerializer.Serialize(value, value.GetType(), Json),
        };

    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (
                type.Properties[i].AttributeProvider is MemberInfo member
                && member.IsDefined(typeof(ExcludeFromHashAttribute))
            )
                type.Properties.RemoveAt(i);
        }
    }

    private sealed class TypeNameConverter : JsonConverter<Type>
    {
        public override Type Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Hashes are only written.");

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.FullName);
    }
}
