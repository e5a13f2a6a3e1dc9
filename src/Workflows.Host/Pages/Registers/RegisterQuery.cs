using System.Globalization;
using Workflows.Cases.Cases;
using Workflows.Cases.Registers;

namespace Workflows.Host.Pages.Registers;

/// <summary>What stands in a register's address. What cannot be read narrows nothing.</summary>
public sealed record RegisterQuery(
    string? Text,
    string? Class,
    string? Department,
    string? Status,
    string? From,
    string? To,
    string? Min,
    string? Max,
    string? OnTime
)
{
    public static RegisterQuery Of(IQueryCollection query)
    {
        string? One(string name) => query[name].ToString() is { Length: > 0 } text ? text.Trim() : null;
        return new(
            One("text"),
            One("class"),
            One("department"),
            One("status"),
            One("from"),
            One("to"),
            One("min"),
            One("max"),
            One("onTime")
        );
    }

    public RegisterFilter ToFilter() =>
        new(
            Text,
            Class,
            Department,
            Enum.TryParse<CaseStatus>(Status, out var status) && Enum.IsDefined(status) ? status : null,
            Day(From),
            Day(To),
            Amount(Min),
            Amount(Max),
            OnTime switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            }
        );

    /// <summary>The same as an address's query, ending so that more can follow.</summary>
    public string ToAddress()
    {
        var parts = new[]
        {
            ("text", Text),
            ("class", Class),
            ("department", Department),
            ("status", Status),
            ("from", From),
            ("to", To),
            ("min", Min),
            ("max", Max),
            ("onTime", OnTime),
        };
        return "?"
            + string.Concat(
                parts.Where(p => p.Item2 is not null).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}&")
            );
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
