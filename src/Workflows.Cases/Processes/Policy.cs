using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Workflows.Cases.Processes;

/// <summary>Every number of the company policy: <c>workflows/policy.json</c>, overridden by the configuration section
/// <c>Policy</c> (<c>Policy__correction__feedbackWithin=00:00:05</c>).</summary>
public sealed class Policy(IConfiguration values, CompanyTime time)
{
    /// <summary>A duration by its dotted key, for example <c>correction.feedbackWithin</c>.</summary>
    /// <exception cref="RefusedException">No such key, or no duration.</exception>
    public TimeSpan Duration(string key) =>
        TryDuration(values[key.Replace('.', ':')] ?? throw new RefusedException("policy.unknown", key), out var span)
            ? span
            : throw new RefusedException("policy.notADuration", key, values[key.Replace('.', ':')]!);

    /// <summary>When something is due that says <paramref name="due"/>: a policy key or a duration from now, or a date whose
    /// end it means. Null stays null.</summary>
    public DateTimeOffset? DueTime(string? due, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(due))
            return null;
        if (DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return time.EndOf(day);
        return now + (TryDuration(due, out var span) ? span : Duration(due));
    }

    /// <summary><c>d.hh:mm:ss</c>, as .NET writes durations; a bare number is refused, it could mean anything.</summary>
    private static bool TryDuration(string text, out TimeSpan span) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span) && text.Contains(':');
}
