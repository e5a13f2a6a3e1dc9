namespace Workflows.Cases;

/// <summary>What has been committed and somebody outside must hear of: the mail sender and the alarm clock subscribe.
/// Handlers must be quick and must not throw; losing a call costs time, never work, since the rows are the truth.</summary>
public sealed class Wakeups
{
    /// <summary>A mail waits in the outbox.</summary>
    public event Action? OnMail;

    /// <summary>A timer was added or moved: its id and due time.</summary>
    public event Action<Guid, DateTimeOffset>? OnTimer;

    /// <summary>A case changed: its id. For live pages.</summary>
    public event Action<Guid>? OnCase;

    public void MailWaits() => OnMail?.Invoke();

    public void TimerSet(Guid timer, DateTimeOffset due) => OnTimer?.Invoke(timer, due);

    public void CaseChanged(Guid id) => OnCase?.Invoke(id);
}
