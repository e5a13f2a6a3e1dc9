namespace Workflows.Cases.Links;

/// <summary>Two cases that belong together; shown on both. Table <c>CaseLinks</c>.</summary>
public sealed class CaseLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The case that was there first.</summary>
    public required Guid FromId { get; init; }

    /// <summary>The one that came of it.</summary>
    public required Guid ToId { get; init; }

    /// <summary>Where the flow that started the second waits for its end; null when it does not.</summary>
    public string? BookmarkId { get; init; }
    public required DateTimeOffset At { get; init; }
}
