using System.Globalization;
using Workflows.Cases;

namespace Workflows.Host;

/// <summary>How values stand in the texts of one language.</summary>
internal sealed class ArgumentFormat(Texts texts, CompanyTime time, string language) : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) =>
        formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType!);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        (format, arg) switch
        {
            (_, null) => "",
            (null, DateTimeOffset at) => Times.Format(time.ToLocal(at), language),
            (null, DateOnly day) => LocalFormat.Day(day, language),
            (null, LocalText text) => text.In(language),
            ("outcome", string outcome) => Named("outcomes", outcome),
            (_, IFormattable value) => value.ToString(format, CultureInfo.InvariantCulture),
            _ => arg.ToString() ?? "",
        };

    private string Named(string file, string name) =>
        texts.Has($"{file}.{name}") ? texts.In(language, $"{file}.{name}") : name;
}
