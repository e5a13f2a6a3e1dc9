using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
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
    string? OnTime,
    string? Sort,
    string? Columns
)
{
    /// <summary>Of an address. What a view is chosen by or is shown as stands beside it.</summary>
    public static RegisterQuery Of(IQueryCollection query) => Of(name => query[name].ToString(), query["columns"]);

    /// <summary>Of a view that was kept.</summary>
    public static RegisterQuery Of(string kept)
    {
        var read = QueryHelpers.ParseQuery(kept);
        return Of(name => read.GetValueOrDefault(name).ToString(), read.GetValueOrDefault("columns"));
    }

    private static RegisterQuery Of(Func<string, string> get, StringValues columns)
    {
        string? One(string name) => get(name) is { Length: > 0 } text ? text.Trim() : null;
        // Ticked one by one in a form, with commas between them in an address.
        var names = columns.SelectMany(c => (c ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct();
        return new(
            One("text"),
            One("class"),
            One("department"),
            One("status"),
            One("from"),
            One("to"),
            One("min"),
            One("max"),
            One("onTime"),
            One("sort"),
            string.Join(',', names) is { Length: > 0 } named ? named : null
        );
    }

    /// <summary>Whether nothing at all was asked for: then a default view is shown.</summary>
    public bool IsEmpty => this == Of("");

    public IReadOnlyList<string> ColumnNames => Columns?.Split(',') ?? [];

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
            },
            Enum.TryParse<RegisterSort>(Sort, ignoreCase: true, out var sort) && Enum.IsDefined(sort)
                ? sort
                : RegisterSort.Newest
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
            ("sort", Sort),
            ("columns", Columns),
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
