using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace Workflows.Engine.Expressions;

/// <summary>JSON in a template: printed whole it is its text, as in Elsa; its members and items can be reached.</summary>
internal sealed class WholeJson(JsonElement json, TemplateOptions options) : FluidValue
{
    private readonly FluidValue _plain = Create(ConversionJson.Plain(json), options);

    public override FluidValues Type => _plain.Type;

    public override bool Equals(FluidValue? other) => _plain.Equals(other);

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => _plain.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => _plain.ToNumberValue();

    public override string ToStringValue() => json.GetRawText();

    public override object ToObjectValue() => _plain.ToObjectValue();

    public override bool Contains(FluidValue value) => _plain.Contains(value);

    public override IEnumerable<FluidValue> Enumerate(TemplateContext context) => _plain.Enumerate(context);

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        _plain.GetValueAsync(name, context);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        _plain.GetIndexAsync(index, context);

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        encoder.Encode(writer, ToStringValue());
        return ValueTask.CompletedTask;
    }
}
