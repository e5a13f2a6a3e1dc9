using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;

namespace Workflows.Engine;

/// <summary>
/// Which inputs and outputs of an activity are recorded in the journal: what its author says of one, else of the
/// activity, else of the workflow; and everything where nobody says anything.
/// </summary>
internal readonly struct Recording(ActivityExecutionContext context)
{
    public const string Inputs = "inputs";
    public const string Outputs = "outputs";

    private const string Key = "logPersistenceConfig";
    private const string OldKey = "logPersistenceMode";

    public const string Exclude = "Exclude";

    private readonly IActivity _activity = context.Activity;
    private readonly Workflow _workflow = context.WorkflowExecutionContext.Workflow;
    private readonly bool _isChosen = Has(context.Activity) || Has(context.WorkflowExecutionContext.Workflow);

    private readonly ActivityExecutionContext _context = context;

    /// <summary>Whether what the activity noted for itself is recorded.</summary>
    public bool IncludesState => !_isChosen || IsOnByDefault;

    private bool IsOnByDefault => Of(_activity, "default", null) ?? Of(_workflow, "default", null) ?? true;

    public bool Includes(string kind, string name)
    {
        if (!_isChosen)
            return true;
        var property = JsonNamingPolicy.CamelCase.ConvertName(name);
        return Of(_activity, kind, property) ?? IsOnByDefault;
    }

    public IDictionary<string, object> Kept(IDictionary<string, object> inputs)
    {
        if (!_isChosen)
            return inputs;
        var self = this;
        return inputs.Where(i => self.Includes(Inputs, i.Key)).ToDictionary(i => i.Key, i => i.Value);
    }

    private static bool Has(IActivity activity) =>
        activity.CustomProperties.ContainsKey(Key) || activity.CustomProperties.ContainsKey(OldKey);

    /// <returns>Null: nothing is said here.</returns>
    private bool? Of(IActivity activity, string section, string? property)
    {
        foreach (var key in new[] { Key, OldKey })
        {
            if (!activity.CustomProperties.TryGetValue(key, out var config) || Json(config) is not { } json)
                continue;
            var said = Find(json, section);
            if (property is not null)
                said = said is { } part ? Find(part, property) : null;
            if (said is { } choice && Meaning(choice) is { } meaning)
                return meaning;
        }
        return null;
    }

    /// <summary>The choices that are to be computed.</summary>
    public IEnumerable<JsonElement> Expressions() =>
        _isChosen ? ExpressionsOf(_activity).Concat(ExpressionsOf(_workflow)) : [];

    private static IEnumerable<JsonElement> ExpressionsOf(IActivity activity)
    {
        if (!activity.CustomProperties.TryGetValue(Key, out var config) || Json(config) is not { } json)
            return [];
        var single = Find(json, "default") is { } standard ? new[] { standard } : [];
        var parts = new[] { Inputs, Outputs }.Select(part => Find(json, part)).OfType<JsonElement>();
        return single
            .Concat(
                parts
                    .Where(p => p.ValueKind == JsonValueKind.Object)
                    .SelectMany(p => p.EnumerateObject())
                    .Select(p => p.Value)
            )
            .Select(Expression)
            .OfType<JsonElement>();
    }

    private static JsonElement? Expression(JsonElement choice) =>
        Find(choice, "evaluationMode") is { } mode && mode.ToString() is "Expression" or "1"
            ? Find(choice, "expression") ?? choice
            : null;

    private bool? Meaning(JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.String)
            return Meaning(choice.GetString());
        if (Expression(choice) is { } expression)
            return Meaning(RecordingChoices.Of(_context, expression));
        return Find(choice, "strategyType") is { ValueKind: JsonValueKind.String } type
            ? Meaning(type.GetString()!.Split(',')[0].Split('.')[^1])
            : null;
    }

    private static bool? Meaning(string? word) =>
        word switch
        {
            "Include" or "Configuration" or "1" => true,
            Exclude or "2" => false,
            _ => null,
        };

    private static JsonElement? Json(object? config) =>
        config switch
        {
            null => null,
            JsonElement element => element,
            string text => JsonSerializer.SerializeToElement(text),
            _ => JsonSerializer.SerializeToElement(config, config.GetType(), ElsaJson.Plain),
        };

    private static JsonElement? Find(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in json.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }
        return null;
    }
}
