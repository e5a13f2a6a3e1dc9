using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Cases.Forms;

/// <summary>What a schema asks of one text, number or yes/no.</summary>
internal static class ScalarCheck
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    /// <summary>The error of a value that is not of the schema's type; null when it is.</summary>
    public static string? WrongType(JsonObject schema, JsonNode value) =>
        (FormSchema.Word(schema, "type"), value.GetValueKind()) switch
        {
            ("object", JsonValueKind.Object) => null,
            ("array", JsonValueKind.Array) => null,
            ("string", JsonValueKind.String) => null,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("number", JsonValueKind.Number) => TryNumber(value, out _) ? null : "field.notANumber",
            ("integer", JsonValueKind.Number) => TryNumber(value, out var n) && n == decimal.Truncate(n)
                ? null
                : "field.notAWholeNumber",
            ("object", _) => "field.notAnObject",
            ("array", _) => "field.notAList",
            ("boolean", _) => "field.notYesOrNo",
            ("number", _) => "field.notANumber",
            ("integer", _) => "field.notAWholeNumber",
            _ => "field.notAText",
        };

    public static IEnumerable<FieldError> Errors(JsonObject schema, JsonValue value, string path)
    {
        if (schema["enum"] is JsonArray options && !options.Any(o => JsonNode.DeepEquals(o, value)))
            return [new FieldError(path, "field.notAnOption")];
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value))
            return [new FieldError(path, "field.notAnOption")];
        if (value.TryGetValue<string>(out var text))
            return OfText(schema, text, path);
        return TryNumber(value, out var number) ? OfNumber(schema, number, path) : [];
    }

    private static IEnumerable<FieldError> OfText(JsonObject schema, string text, string path)
    {
        // As people count: a character outside the basic plane, such as a rare Chinese one, is one.
        var length = new StringInfo(text).LengthInTextElements;
        if (FormValidator.Whole(schema, "minLength") is { } least && length < least)
            yield return new FieldError(path, "field.tooShort", least);
        if (FormValidator.Whole(schema, "maxLength") is { } most && length > most)
            yield return new FieldError(path, "field.tooLong", most);
        if (FormSchema.Word(schema, "pattern") is { } pattern && !Matches(pattern, text))
            yield return new FieldError(path, "field.wrongPattern");
        if (FormSchema.Word(schema, "format") is { } format && FormatError(format, text) is { } code)
            yield return new FieldError(path, code);
    }

    private static IEnumerable<FieldError> OfNumber(JsonObject schema, decimal number, string path)
    {
        if (Limit(schema, "minimum") is { } least && number < least)
            yield return new FieldError(path, "field.tooSmall", least);
        if (Limit(schema, "exclusiveMinimum") is { } above && number <= above)
            yield return new FieldError(path, "field.mustExceed", above);
        if (Limit(schema, "maximum") is { } most && number > most)
            yield return new FieldError(path, "field.tooBig", most);
        if (Limit(schema, "exclusiveMaximum") is { } below && number >= below)
            yield return new FieldError(path, "field.mustBeBelow", below);
        if (Limit(schema, "multipleOf") is { } step && step != 0 && number % step != 0)
            yield return DecimalsOf(step) is { } digits
                ? new FieldError(path, "field.tooPrecise", digits)
                : new FieldError(path, "field.notAMultiple", step);
    }

    // A multiple of 0.01 is what people call two decimals.
    private static int? DecimalsOf(decimal step) =>
        Enumerable
            .Range(1, 6)
            .Where(digits => step == new decimal(1, 0, 0, false, (byte)digits))
            .Cast<int?>()
            .FirstOrDefault();

    private static string? FormatError(string format, string text) =>
        format switch
        {
            "date" => IsDate(text) ? null : "field.notADate",
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T')
                ? null
                : "field.notADateTime",
            "email" => IsEmail(text) ? null : "field.notAnEmail",
            _ => null,
        };

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    internal static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Patterns
                .GetOrAdd(pattern, p => new Regex(p, RegexOptions.None, TimeSpan.FromSeconds(1)))
                .IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static decimal? Limit(JsonObject schema, string word) =>
        schema[word] is { } limit && TryNumber(limit, out var number) ? number : null;

    // A number in code, an element when parsed: whichever it is, its text is a JSON number.
    private static bool TryNumber(JsonNode value, out decimal number) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
