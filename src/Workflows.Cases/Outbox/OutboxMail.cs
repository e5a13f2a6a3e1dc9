namespace Workflows.Cases.Outbox;

/// <summary>A mail that waits to go, written in the transaction of what caused it. It is rendered when it is sent, so that
/// no link token is ever stored readable. Table <c>Outbox</c>.</summary>
public sealed class OutboxMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? CaseId { get; init; }
    public Guid? TaskId { get; init; }

    /// <summary>Which text: <c>task</c>, <c>reminder</c>, <c>escalation</c>, <c>case-closed</c> …</summary>
    public required string Template { get; init; }
    public Guid? PersonId { get; init; }
    public required string Address { get; init; }
    public required string Language { get; init; }

    /// <summary>Values of the text beyond case and task, a JSON object.</summary>
    public string Model { get; init; } = "{}";
    public required DateTimeOffset CreatedAt { get; init; }
    public MailStatus Status { get; set; } = MailStatus.Waiting;
    public int Attempts { get; set; }
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>A sender that took the mail holds it until then; afterwards another may.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }

    /// <summary>The Message-ID header, the same at every attempt: a mail that went out just before a crash is recognised by
    /// the receiving server when it goes again.</summary>
    public string MessageId(string domain) => $"{Id:N}@{domain}";
}

/// <summary>Whether a mail went.</summary>
public enum MailStatus
{
    Waiting,
    Sent,

    /// <summary>Given up after the last attempt; shown to administrators, who may send it again.</summary>
    Failed,

    /// <summary>Its task ended before it went.</summary>
    Dropped,
}
