namespace Workflows.Cases.Timeline;

/// <summary>Something that happened to a case. Append-only; each entry carries the hash of the one before.</summary>
public sealed class TimelineEntry
{
    public required Guid CaseId { get; init; }

    /// <summary>1, 2, 3 … within the case; key together with the case.</summary>
    public required int Sequence { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, a key such as <c>case.opened</c>, <c>task.opened</c>, <c>task.decided</c>, <c>reminder.sent</c>.</summary>
    public required string Kind { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>The name as it was then.</summary>
    public string? PersonName { get; init; }

    /// <summary>For whom a deputy acted.</summary>
    public Guid? OnBehalfOfId { get; init; }
    public required Channel Channel { get; init; }
    public string? RemoteAddress { get; init; }
    public Guid? TaskId { get; init; }
    public string? Step { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }

    /// <summary>Further facts as a JSON object: changed fields, recipients, due times.</summary>
    public string Details { get; init; } = "{}";
    public string? FormVersion { get; init; }
    public int FlowVersion { get; init; }
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 over <see cref="PreviousHash"/> and every other column in a fixed order.</summary>
    public byte[] Hash { get; internal set; } = [];
}
