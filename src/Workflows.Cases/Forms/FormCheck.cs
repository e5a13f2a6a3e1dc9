using System.Text.Json.Nodes;
using Workflows.Cases.Processes;

namespace Workflows.Cases.Forms;

/// <summary>Everything a form asks of its data: the schema, and the hints that need to know the company: <c>x-options</c>
/// (must be one of them), <c>x-valueOf</c> (must suit the option chosen in a sibling), <c>x-uniqueBy</c> (no two rows with the
/// same), <c>x-differsFrom</c> (not what a sibling says), <c>x-notBefore</c> (today, or the day in a
/// sibling, and then <c>x-within</c> a duration of the policy from it).</summary>
public sealed class FormCheck(
    FormValidator schemas,
    FormOptions options,
    Policy policy,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <summary>Returns when everything is right.</summary>
    /// <exception cref="RefusedException">With one error for each wrong field, at its JSON pointer.</exception>
    public async Task CheckAsync(Form form, JsonObject data, CancellationToken stop)
    {
        var errors = schemas.Errors(form, data).ToList();
        var wrong = errors.Select(e => e.Path).ToHashSet();
        var places = Places(form.Schema, data, "", [], []).Where(p => !wrong.Contains(p.Path)).ToList();
        foreach (var place in places)
            errors.AddRange(Siblings(place));
        errors.AddRange(await NotOptionsAsync(places, stop));
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
    }

    private static IEnumerable<Place> Places(
        JsonObject schema,
        JsonNode? value,
        string path,
        JsonObject parent,
        JsonObject parentSchema
    )
    {
        if (FormValidator.IsBlank(value))
            return [];
        var own = new Place(path, schema, value!, parent, parentSchema);
        if (value is JsonObject fields)
            return (schema["properties"] as JsonObject ?? [])
                .SelectMany(p =>
                    Places(p.Value!.AsObject(), fields[p.Key], $"{path}/{FormValidator.Escape(p.Key)}", fields, schema)
                )
                .Prepend(own);
        if (value is JsonArray list && schema["items"] is JsonObject items)
            return list.SelectMany((item, i) => Places(items, item, $"{path}/{i}", [], [])).Prepend(own);
        return [own];
    }

    private IEnumerable<FieldError> Siblings(Place place)
    {
        if (place.Hint("x-uniqueBy") is { } key && place.Value is JsonArray rows)
            foreach (var row in Repeated(rows, key))
                yield return new FieldError($"{place.Path}/{row}/{FormValidator.Escape(key)}", "field.twice");
        if (place.Hint("x-differsFrom") is { } other && place.Text == place.Sibling(other))
            yield return new FieldError(place.Path, "field.mustDiffer");
        if (
            place.Hint("x-notBefore") == "today"
            && DateOnly.TryParse(place.Text, out var day)
            && day < time.DayOf(clock.GetUtcNow())
        )
            yield return new FieldError(place.Path, "field.inThePast");
        if (Period(place) is { } wrong)
            yield return wrong;
        if (
            place.Hint("x-valueOf") is { } chosenIn
            && place.Sibling(chosenIn) is { } option
            && SourceOf(place, chosenIn)?.CheckValue(option, place.Text ?? "", place.Path) is { } error
        )
            yield return error;
    }

    // From one day to another, both included.
    private FieldError? Period(Place place)
    {
        if (
            place.Hint("x-notBefore") is not { } first
            || !DateOnly.TryParse(place.Sibling(first), out var from)
            || !DateOnly.TryParse(place.Text, out var until)
        )
            return null;
        if (until < from)
            return new FieldError(place.Path, "field.beforeItBegins");
        return
            place.Hint("x-within") is { } longest
            && policy.Duration(longest).Days is var days
            && until >= from.AddDays(days)
            ? new FieldError(place.Path, "field.tooLongPeriod", days)
            : null;
    }

    private IOptionSource? SourceOf(Place place, string sibling) =>
        (place.ParentSchema["properties"] as JsonObject)?[sibling] is JsonObject schema
        && FormSchema.Word(schema, "x-options") is { } name
            ? options.Find(name)
            : null;

    private static IEnumerable<int> Repeated(JsonArray rows, string key)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < rows.Count; i++)
            if (rows[i] is JsonObject row && !FormValidator.IsBlank(row[key]) && !seen.Add(row[key]!.ToString()))
                yield return i;
    }

    private async Task<List<FieldError>> NotOptionsAsync(List<Place> places, CancellationToken stop)
    {
        var errors = new List<FieldError>();
        foreach (var group in places.Where(p => p.Text is not null).GroupBy(p => p.Hint("x-options")))
        {
            if (group.Key is null || options.Find(group.Key) is not { } source)
                continue;
            var known = await source.AcceptedAsync([.. group.Select(p => p.Text!).Distinct()], stop);
            var values = known.Select(o => o.Value).ToHashSet();
            errors.AddRange(
                group.Where(p => !values.Contains(p.Text!)).Select(p => new FieldError(p.Path, "field.notAnOption"))
            );
        }
        return errors;
    }

    /// <summary>A value, where it stands, and what its schema says of it.</summary>
    private sealed record Place(
        string Path,
        JsonObject Schema,
        JsonNode Value,
        JsonObject Parent,
        JsonObject ParentSchema
    )
    {
        public string? Text => Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        public string? Hint(string name) => FormSchema.Word(Schema, name);

        public string? Sibling(string name) =>
            Parent[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
