using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Workflows.Cases.Processes;

/// <summary>Every number of the company policy: <c>workflows/policy.json</c>, overridden by the configuration section
/// <c>Policy</c> (<c>Policy__correction__feedbackWithin=00:00:05</c>). All values are checked when it is made.</summary>
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
        "tasks.fallbackRole",
    ];

    private readonly Dictionary<string, TimeSpan> durations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly CompanyTime time;

    /// <param name="file">The values of policy.json by dotted key.</param>
    /// <param name="overrides">The configuration section <c>Policy</c>.</param>
    /// <exception cref="PackException">Names every value that is missing, misspelt or no duration.</exception>
    public Policy(IReadOnlyDictionary<string, string> file, IConfiguration overrides, CompanyTime time)
    {
        this.time = time;
        var errors = new List<string>();
        foreach (var (key, text) in file)
            Take(key, text, "policy.json", errors);
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
    public TimeSpan Duration(string key) =>
        durations.TryGetValue(key, out var span) ? span : throw new RefusedException("policy.unknown", key);

    /// <summary>A role by its dotted key, whose name ends in <c>Role</c>: <c>tasks.fallbackRole</c>.</summary>
    /// <exception cref="RefusedException">No such key.</exception>
    public string Role(string key) =>
        roles.TryGetValue(key, out var role) ? role : throw new RefusedException("policy.unknown", key);

    /// <summary>Every dotted key of a duration.</summary>
    public IReadOnlyCollection<string> Keys => durations.Keys;

    /// <summary>Whether the policy has the key.</summary>
    public bool Has(string key) => durations.ContainsKey(key);

    /// <summary>When something is due that says <paramref name="due"/>: a policy key or a duration from now, or a date whose
    /// end it means. Null stays null.</summary>
    /// <exception cref="RefusedException">It is none of these.</exception>
    public DateTimeOffset? DueTime(string? due, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(due))
            return null;
        if (DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return time.EndOf(day);
        return now + (TryDuration(due, out var span) ? span : Duration(due));
    }

    private void Override(string key, string text, List<string> errors)
    {
        var dotted = key.Replace(':', '.');
        if (durations.ContainsKey(dotted) || roles.ContainsKey(dotted))
            Take(dotted, text, $"configuration Policy:{key}", errors);
        else
            errors.Add($"configuration Policy:{key}: policy.json has no such value.");
    }

    private void Take(string key, string text, string where, List<string> errors)
    {
        if (key.EndsWith("Role", StringComparison.OrdinalIgnoreCase))
        {
            TakeRole(key, text, where, errors);
            return;
        }
        if (!TryDuration(text, out var span))
            errors.Add(
                $"{where}: {key} is \"{text}\", not a duration such as 2.00:00:00 (days.hours:minutes:seconds)."
            );
        else if (span <= TimeSpan.Zero)
            errors.Add($"{where}: {key} is \"{text}\"; a duration must be longer than nothing.");
        durations[key] = span;
    }

    private void TakeRole(string key, string text, string where, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            errors.Add($"{where}: {key} must name a role such as gm-office.");
        roles[key] = text.Trim();
    }

    /// <summary><c>d.hh:mm:ss</c>, as .NET writes durations; a bare number is refused, it could mean anything.</summary>
    private static bool TryDuration(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span);
    }
}
