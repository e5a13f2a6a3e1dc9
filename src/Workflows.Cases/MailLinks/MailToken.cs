namespace Workflows.Cases.MailLinks;

/// <summary>A link in a mail by which one person can end one task with one outcome. Only the SHA-256 of its 256 random
/// bits is kept. It stays after its death, so that an old link can say who decided what and when.</summary>
public sealed class MailToken
{
    public required byte[] Hash { get; init; }
    public required Guid TaskId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Outcome { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
