using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Registers;
using FormReader = Workflows.Cases.Forms.FormReader;

namespace Workflows.Host.Pages.Registers;

/// <summary>What stands in a register's address. What cannot be read narrows nothing and is named by <see cref="Faults"/>.</summary>
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
            StatusOf(Status),
            Day(From),
            Day(To),
            Amount(Min),
            Amount(Max),
            OnTimeOf(OnTime),
            SortOf(Sort) ?? RegisterSort.Newest
        );

    /// <summary>What narrows nothing because it cannot be read, at its name.</summary>
    public IReadOnlyList<FieldError> Faults =>
        [
            .. Fault("status", Status, StatusOf(Status) is not null, "field.notAnOption"),
            .. Fault("from", From, Day(From) is not null, "field.notADate"),
            .. Fault("to", To, Day(To) is not null, "field.notADate"),
            .. Fault("min", Min, Amount(Min) is not null, "field.notANumber"),
            .. Fault("max", Max, Amount(Max) is not null, "field.notANumber"),
            .. Fault("onTime", OnTime, OnTimeOf(OnTime) is not null, "field.notAnOption"),
            .. Fault("sort", Sort, SortOf(Sort) is not null, "field.notAnOption"),
        ];

    private static IEnumerable<FieldError> Fault(string name, string? given, bool isRead, string code) =>
        given is null || isRead ? [] : [new FieldError("/" + name, code)];

    private static CaseStatus? StatusOf(string? text) =>
        Enum.TryParse<CaseStatus>(text, out var status) && Enum.IsDefined(status) ? status : null;

    private static RegisterSort? SortOf(string? text) =>
        Enum.TryParse<RegisterSort>(text, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : null;

    private static bool? OnTimeOf(string? text) =>
        text switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

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

    private static DateOnly? Day(string? text) => text is null ? null : FormReader.Day(text);

    private static decimal? Amount(string? text) => text is null ? null : FormReader.Number(text);
}
