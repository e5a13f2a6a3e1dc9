using System.Net;

namespace Workflows.Engine;

/// <summary>
/// Whether this host takes new work over the engine's own doors: the API that starts flows, and their HTTP paths. What
/// the business does, and what the clock brings, is not held up.
/// </summary>
internal sealed class RuntimeState(TimeProvider clock)
{
    private volatile Pause? _pause;

    public string Generation { get; } = Guid.NewGuid().ToString("N");

    public Pause? Current => _pause;

    public void Begin(string? reason, string? by) => _pause ??= new Pause(clock.GetUtcNow(), reason, by);

    public void End() => _pause = null;

    /// <exception cref="ElsaRefusedException">The runtime is paused.</exception>
    public void RequireRunning()
    {
        if (_pause is not null)
            throw new ElsaRefusedException(
                HttpStatusCode.ServiceUnavailable,
                "The runtime is paused: no new work is taken at present."
            );
    }

    internal sealed record Pause(DateTimeOffset At, string? Reason, string? By);
}
