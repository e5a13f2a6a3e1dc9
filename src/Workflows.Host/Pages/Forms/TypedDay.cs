using System.Globalization;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.Pages;

/// <summary>A day as a date field sends it.</summary>
internal static class TypedDay
{
    /// <returns>Null for an empty field.</returns>
    /// <exception cref="RefusedException">Invalid at the field for what is no date.</exception>
    public static DateOnly? Read(string? text, string path) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
        : throw PeopleNamed.Wrong(path, "field.notADate");
}
