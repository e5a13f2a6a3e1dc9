using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases.Processes;

namespace Workflows.Cases.Calendar;

/// <summary>A year's exceptions as a JSON file: <c>{"year":2026,"holidays":[{"name":{…},"days":["2026-01-01"],"workdays":["2026-01-04"]}]}</c>.
/// A plain list <c>{"2026-01-01":"元旦"}</c> of holidays is understood as well.</summary>
public static class CalendarFile
{
    /// <exception cref="PackException">Names every wrong place.</exception>
    public static (int Year, IReadOnlyList<CalendarDay> Days) Parse(string json, string file)
    {
        var errors = new List<string>();
        var days = new List<CalendarDay>();
        var year = 0;
        try
        {
            if (JsonNode.Parse(json) is JsonObject whole)
                (year, days) = whole["holidays"] is null ? ReadPlain(whole, file, errors) : Read(whole, file, errors);
            else
                errors.Add($"{file}: must be a JSON object.");
        }
        catch (JsonException e)
        {
            errors.Add($"{file}({e.LineNumber + 1},{e.BytePositionInLine + 1}): is no JSON: {e.Message}");
        }
        errors.AddRange(Faults(year, days, file));
        return errors.Count == 0 ? (year, days) : throw new PackException(errors);
    }

    private static (int, List<CalendarDay>) Read(JsonObject whole, string file, List<string> errors)
    {
        var json = new PackJson(file, "$", whole, errors);
        var days = new List<CalendarDay>();
        foreach (var holiday in json.Items("holidays"))
        {
            var name = holiday.Local("name");
            days.AddRange(Days(holiday, "days", DayKind.Holiday, name));
            days.AddRange(Days(holiday, "workdays", DayKind.Workday, name));
            holiday.RefuseTheRest();
        }
        var year = whole["year"] is JsonValue value && value.TryGetValue<int>(out var whichever) ? whichever : 0;
        if (year is < 2000 or > 2100)
            json.Fault("year", "must be a year such as 2026.");
        return (year, days);
    }

    private static IEnumerable<CalendarDay> Days(PackJson holiday, string list, DayKind kind, LocalText name)
    {
        foreach (var text in holiday.Words(list))
            if (TryDay(text, out var day))
                yield return new CalendarDay
                {
                    Day = day,
                    Kind = kind,
                    Name = name,
                };
            else
                holiday.Fault(list, $"\"{text}\" is no day such as 2026-01-01.");
    }

    private static (int, List<CalendarDay>) ReadPlain(JsonObject whole, string file, List<string> errors)
    {
        var days = new List<CalendarDay>();
        foreach (var (text, name) in whole)
            if (TryDay(text, out var day))
                days.Add(
                    new CalendarDay
                    {
                        Day = day,
                        Kind = DayKind.Holiday,
                        Name = LocalText.Same(name?.ToString() ?? text),
                    }
                );
            else
                errors.Add($"{file}: \"{text}\" is no day such as 2026-01-01.");
        return (days.FirstOrDefault()?.Day.Year ?? 0, days);
    }

    private static IEnumerable<string> Faults(int year, List<CalendarDay> days, string file)
    {
        foreach (var stray in days.Where(d => d.Day.Year != year))
            yield return $"{file}: {stray.Day:yyyy-MM-dd} is not in {year}.";
        foreach (var twice in days.GroupBy(d => d.Day).Where(g => g.Count() > 1))
            yield return $"{file}: {twice.Key:yyyy-MM-dd} is there more than once.";
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
