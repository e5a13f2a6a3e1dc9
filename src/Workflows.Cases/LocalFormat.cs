using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Cases;

/// <summary>Days and numbers as people write them in a language of <see cref="LocalText.Languages"/>.</summary>
public static class LocalFormat
{
    /// <summary>2026年11月24日, 24 Nov 2026.</summary>
    public static string Day(DateOnly day, string language) =>
        day.ToString(language == "en" ? "d MMM yyyy" : "yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>Whether a form's field is an amount of money: a number of whole cents (<c>"multipleOf": 0.01</c>).</summary>
    public static bool IsMoney(JsonObject schema) =>
        schema["type"]?.ToString() == "number" && schema["multipleOf"]?.ToString() == "0.01";

    /// <summary>1,234.50 for money, 1,234.5 for any other number: written alike in all our languages.</summary>
    public static string Number(decimal number, bool money) =>
        number.ToString(money ? "N2" : "#,0.##########", CultureInfo.InvariantCulture);
}
