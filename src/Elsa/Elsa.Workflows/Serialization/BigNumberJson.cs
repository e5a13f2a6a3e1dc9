using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Serialization;

/// <summary>Whole numbers of any size, which a script makes by <c>BigInt</c>, as plain numbers.</summary>
internal sealed class BigNumberJson : JsonConverter<BigInteger>
{
    public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var number = JsonDocument.ParseValue(ref reader);
        return BigInteger.TryParse(number.RootElement.ToString(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("A whole number is expected.");
    }

    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
}
