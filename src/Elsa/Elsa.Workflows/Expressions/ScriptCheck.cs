using System.Text.Json;

namespace Workflows.Engine;

/// <summary>A script, template or schedule of a definition that cannot work.</summary>
/// <param name="ActivityName">The name that the process owner gave, or the id.</param>
/// <param name="Property">The input it stands in, as in the definition's JSON.</param>
/// <param name="Message">With language, line and column.</param>
public sealed record ScriptProblem(string ActivityId, string ActivityName, string Property, string Message);

/// <summary>Parses what a definition would only parse when a case gets there, so that publishing can refuse it.</summary>
public static class ScriptCheck
{
    /// <summary>What is wrong with the script, or null.</summary>
    public static ScriptException? JavaScript(string script) => Try(() => Expressions.PreparedScripts.Parse(script));

    /// <summary>What is wrong with the template, or null.</summary>
    public static ScriptException? Liquid(string template) => Try(() => Expressions.ParsedTemplates.Parse(template));

    /// <summary>What is wrong with the schedule, or null. Five fields, or six beginning with seconds.</summary>
    public static ScriptException? Cron(string expression)
    {
        try
        {
            Expressions.CronExpressions.Parse(expression);
            return null;
        }
        catch (Cronos.CronFormatException e)
        {
            return new ScriptException("Cron", EngineTexts.Say("noSchedule", expression, e.Message), cause: e);
        }
    }

    /// <summary>All problems in an activity's JSON, in the order in which they stand there.</summary>
    /// <param name="isLanguage">Whether there is an expression language of this name; every one is taken when null.</param>
    public static IReadOnlyList<ScriptProblem> Definition(JsonElement root, Func<string, bool>? isLanguage = null)
    {
        var problems = new List<ScriptProblem>();
        Walk(root, new Place("", "", "", "", isLanguage ?? (_ => true)), problems);
        return problems;
    }

    private static void Walk(JsonElement element, Place place, List<ScriptProblem> problems)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Walk(item, place, problems);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (Problem(element, place) is { } problem)
            problems.Add(new ScriptProblem(place.Id, place.Name, place.Property, problem.Message));
        var isActivity = Text(element, "id") is { Length: > 0 } && Text(element, "type") is { Length: > 0 };
        var inside = isActivity ? Entered(element, place) : place;
        foreach (var property in element.EnumerateObject())
        {
            var there = Next(inside, property.Name, isActivity);
            if (property.Name is "expression" or "condition" && UnknownLanguage(property.Value, there) is { } unknown)
                problems.Add(new ScriptProblem(there.Id, there.Name, there.Property, unknown));
            Walk(property.Value, there, problems);
        }
    }

    private static Place Entered(JsonElement activity, Place around)
    {
        var id = Text(activity, "id")!;
        return around with { Id = id, Name = Named(activity) ?? id, Property = "", Type = Text(activity, "type")! };
    }

    private static string? UnknownLanguage(JsonElement expression, Place place) =>
        expression.ValueKind == JsonValueKind.Object
        && Text(expression, "type") is { Length: > 0 } language
        && !place.IsLanguage(language)
            ? EngineTexts.Say("unknownLanguage", language)
            : null;

    private static string? Named(JsonElement activity)
    {
        if (
            activity.TryGetProperty("metadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object
            && Text(metadata, "displayText") is { Length: > 0 } shown
        )
            return shown;
        return Text(activity, "name") is { Length: > 0 } name ? name : null;
    }

    private static Place Next(Place place, string property, bool isActivity) =>
        isActivity ? place with { Property = property } : place;

    /// <summary>An expression is an object with a type and a text as value, whatever it is the value of.</summary>
    private static ScriptException? Problem(JsonElement element, Place place)
    {
        if (Text(element, "value") is not { Length: > 0 } text)
            return null;
        return Text(element, "type") switch
        {
            "JavaScript" => JavaScript(text),
            "Liquid" => Liquid(text),
            "Literal" when place is { Type: "Elsa.RunJavaScript", Property: "script" } => JavaScript(text),
            "Literal" when place is { Type: "Elsa.Cron", Property: "cronExpression" } => Cron(text),
            _ => null,
        };
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ScriptException? Try(Func<object> parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (ScriptException e)
        {
            return e;
        }
    }

    private readonly record struct Place(
        string Id,
        string Name,
        string Property,
        string Type,
        Func<string, bool> IsLanguage
    );
}
