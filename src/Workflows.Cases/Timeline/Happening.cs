namespace Workflows.Cases.Timeline;

/// <summary>What is to be written into a case's timeline; <see cref="TimelineWriter"/> adds time, place and hash.</summary>
public sealed record Happening(string Kind, Actor Actor)
{
    public Guid? OnBehalfOfId { get; init; }
    public Tasks.CaseTask? Task { get; init; }
    public string? Step { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }

    /// <summary>Further facts; serialised as they are.</summary>
    public object? Details { get; init; }
}
