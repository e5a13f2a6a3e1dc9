using System.Globalization;

namespace Workflows.Host.Startup;

/// <summary>A clock that is ahead of the machine's by a fixed span: with it deadlines, reminders and timed steps of the sample
/// company can be tried without waiting for them. What is waited for is still waited for in real time.</summary>
internal sealed class MovedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}

internal static class ClockServices
{
    private const string Ahead = "Clock:Ahead";

    /// <summary>The machine's clock, or with the sample company one that <c>Clock__Ahead</c> moves forward.</summary>
    /// <exception cref="CannotStartException">It cannot be read, goes back, or there is no sample company: real cases live by
    /// the real time.</exception>
    public static void AddClock(this IServiceCollection services, IConfiguration settings, bool demo) =>
        services.AddSingleton(
            AheadOf(settings) is { } ahead && ahead > TimeSpan.Zero ? Moved(ahead, demo) : TimeProvider.System
        );

    private static MovedClock Moved(TimeSpan ahead, bool demo) =>
        demo
            ? new MovedClock(ahead)
            : throw new CannotStartException("Clock:Ahead is for the sample company: remove it, or set Demo=true.");

    private static TimeSpan? AheadOf(IConfiguration settings) =>
        settings[Ahead] is not { Length: > 0 } text ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var ahead) && ahead >= TimeSpan.Zero ? ahead
        : throw Settings.Wrong(Ahead, text, "days and hours such as 6.12:00:00");
}
