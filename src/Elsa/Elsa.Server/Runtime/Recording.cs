using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;

namespace Workflows.Engine;

/// <summary>
/// Which inputs and outputs of an activity are recorded in the journal: what its author says of one, else of the
/// activity, else of the workflow; and everything where nobody says anything.
/// </summary>
internal readonly struct Recording(IActivity activity, Workflow workflow)
{
    public const string Inputs = "inputs";
    public const string Outputs = "outputs";

    private const string Key = "logPersistenceConfig";
    private const string OldKey = "logPersistenceMode";

    private readonly bool _isChosen = Has(activity) || Has(workflow);

    /// <summary>Whether what the activity noted for itself is recorded.</summary>
    public bool IncludesState => !_isChosen || IsOnByDefault;

    private bool IsOnByDefault => Of(activity, "default", null) ?? Of(workflow, "default", null) ?? true;

    public bool Includes(string kind, string name)
    {
        if (!_isChosen)
            return true;
        var property = JsonNamingPolicy.CamelCase.ConvertName(name);
        return Of(activity, kind, property) ?? IsOnByDefault;
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
    private static bool? Of(IActivity activity, string section, string? property)
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

    private static bool? Meaning(JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.String)
            return Meaning(choice.GetString());
        // A choice that would have to be computed is not known here: what may be private stays out.
        if (Find(choice, "evaluationMode") is { } mode && mode.ToString() is "Expression" or "1")
            return false;
        return Find(choice, "strategyType") is { ValueKind: JsonValueKind.String } type
            ? Meaning(type.GetString()!.Split(',')[0].Split('.')[^1])
            : null;
    }

    private static bool? Meaning(string? word) =>
        word switch
        {
            "Include" or "Configuration" => true,
            "Exclude" => false,
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
