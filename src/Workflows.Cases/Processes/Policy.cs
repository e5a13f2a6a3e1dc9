using System.Globalization;
using Microsoft.Extensions.Configuration;
using Workflows.Cases.Deadlines;

namespace Workflows.Cases.Processes;

/// <summary>Every number of the company policy: <c>workflows/policy.json</c>, overridden by the configuration section
/// <c>Policy</c> (<c>Policy__correction__feedbackWithin=00:00:05</c>). A value is a duration with its clock (<see cref="Limit"/>),
/// a number, a table of approval limits (<see cref="ApprovalLimits"/>) or a word. All are checked when it is made.</summary>
public sealed class Policy
{
    /// <summary>What the code itself asks for, whatever the packs say.</summary>
    private static readonly string[] Needed =
    [
        "reminders.before",
        "reminders.repeatEvery",
        "reminders.escalateFurtherAfter",
        "mailLinks.validFor",
        "tasks.urgeEvery",
        "tasks.reviseWithin",
        "tasks.fallbackRole",
    ];

    private readonly Dictionary<string, Limit> durations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, decimal> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ApprovalLimits> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, LocalText> names;
    private readonly Dictionary<string, string> words = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="file">The values of policy.json by dotted key; a number as <see cref="decimal"/>, a table as JSON text.</param>
    /// <param name="overrides">The configuration section <c>Policy</c>.</param>
    /// <param name="names">What people call a value, by dotted key; what has none is called by its key.</param>
    /// <exception cref="PackException">Names every value that is missing, misspelt or wrong.</exception>
    public Policy(
        IReadOnlyDictionary<string, object> file,
        IConfiguration overrides,
        IReadOnlyDictionary<string, LocalText> names
    )
    {
        this.names = names;
        var errors = new List<string>();
        foreach (var (key, value) in file)
            Take(key, value, errors);
        foreach (var (key, text) in overrides.AsEnumerable(makePathsRelative: true))
            // Some providers give a section that only holds others an empty value of its own.
            if (text is not null && !overrides.GetSection(key).GetChildren().Any())
                Override(key, text, errors);
        foreach (var key in Needed.Where(key => !file.ContainsKey(key)))
            errors.Add($"policy.json: {key} is missing.");
        if (errors.Count > 0)
            throw new PackException(errors);
    }

    /// <summary>A duration by its dotted key, for example <c>correction.feedbackWithin</c>.</summary>
    /// <exception cref="RefusedException">No such key.</exception>
    public TimeSpan Duration(string key) => LimitOf(key).Length;

    /// <summary>A role by its dotted key, whose name ends in <c>Role</c>: <c>tasks.fallbackRole</c>.</summary>
    /// <exception cref="RefusedException">No such key.</exception>
    public string Role(string key) =>
        roles.TryGetValue(key, out var role) ? role : throw new RefusedException("policy.unknown", key);

    /// <summary>A duration with its clock.</summary>
    /// <exception cref="RefusedException">No such key.</exception>
    public Limit LimitOf(string key) =>
        durations.TryGetValue(key, out var limit) ? limit : throw new RefusedException("policy.unknown", key);

    /// <exception cref="RefusedException">No such key.</exception>
    public decimal Number(string key) =>
        numbers.TryGetValue(key, out var number) ? number : throw new RefusedException("policy.unknown", key);

    /// <summary>A number that may be left out.</summary>
    public decimal Number(string key, decimal otherwise) => numbers.GetValueOrDefault(key, otherwise);

    /// <summary>A word, or null.</summary>
    public string? Word(string key) => words.GetValueOrDefault(key);

    /// <summary>A table of approval limits; null when there is no such key.</summary>
    public ApprovalLimits? Limits(string key) => tables.GetValueOrDefault(key);

    /// <summary>Dotted keys of all durations.</summary>
    public IReadOnlyCollection<string> Keys => durations.Keys;

    /// <summary>Dotted keys of all tables of approval limits.</summary>
    public IReadOnlyCollection<string> LimitKeys => tables.Keys;

    /// <summary>What people call a value; its key where it has no name, also when the policy no longer has it.</summary>
    public LocalText NameOf(string key) => names.TryGetValue(key, out var name) ? name : LocalText.Same(key);

    /// <summary>Whether the policy has a duration of that key.</summary>
    public bool Has(string key) => durations.ContainsKey(key);

    /// <summary>Whether the policy has a number of that key.</summary>
    public bool HasNumber(string key) => numbers.ContainsKey(key);

    private void Take(string key, object value, List<string> errors)
    {
        if (value is decimal number)
            numbers[key] = number;
        else if (value is string text && text.StartsWith('['))
            TakeTable(key, text, "policy.json", errors);
        else if (key.EndsWith("Role", StringComparison.OrdinalIgnoreCase))
            TakeRole(key, value.ToString() ?? "", "policy.json", errors);
        else if (value is string duration && duration.Contains(':'))
            TakeDuration(key, duration, "policy.json", errors);
        else
            words[key] = value.ToString() ?? "";
    }

    // The file says what kind of value a key has.
    private void Override(string key, string text, List<string> errors)
    {
        var (dotted, where) = (key.Replace(':', '.'), $"configuration Policy:{key}");
        if (durations.ContainsKey(dotted))
            TakeDuration(dotted, text, where, errors);
        else if (numbers.ContainsKey(dotted))
            TakeNumber(dotted, text, where, errors);
        else if (tables.ContainsKey(dotted))
            TakeTable(dotted, text, where, errors);
        else if (roles.ContainsKey(dotted))
            TakeRole(dotted, text, where, errors);
        else if (words.ContainsKey(dotted))
            words[dotted] = text;
        else
            errors.Add($"{where}: policy.json has no such value.");
    }

    private void TakeDuration(string key, string text, string where, List<string> errors)
    {
        if (!Limit.TryParse(text, out var limit))
            errors.Add(
                $"{where}: {key} is \"{text}\", not a duration such as 2.00:00:00 (days.hours:minutes:seconds), alone or with the clock: 2.00:00:00 working."
            );
        else if (limit.Length <= TimeSpan.Zero)
            errors.Add($"{where}: {key} is \"{text}\"; a duration must be longer than nothing.");
        durations[key] = limit;
    }

    private void TakeRole(string key, string text, string where, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            errors.Add($"{where}: {key} must name a role such as gm-office.");
        roles[key] = text.Trim();
    }

    private void TakeNumber(string key, string text, string where, List<string> errors)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            errors.Add($"{where}: {key} is \"{text}\", not a number.");
        numbers[key] = number;
    }

    private void TakeTable(string key, string json, string where, List<string> errors)
    {
        var faults = new List<LocalText>();
        if (ApprovalLimits.Read(json, faults) is { } table)
            tables[key] = table;
        errors.AddRange(faults.Select(fault => $"{where}: {key}: {fault.English}"));
    }
}
