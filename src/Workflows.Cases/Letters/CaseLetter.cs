namespace Workflows.Cases.Letters;

/// <summary>A document for somebody outside, made from a template of the pack: a letter to the customer, never the internal
/// form itself [A25-6]. Table <c>CaseLetters</c>.</summary>
public sealed class CaseLetter
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>Name of the template in the pack's <c>letters/</c>, without language.</summary>
    public required string Template { get; init; }
    public required string Language { get; init; }
    public required string Subject { get; set; }
    public required string Body { get; set; }
    public required DateTimeOffset WrittenAt { get; set; }

    /// <summary>Where it was mailed to, and when; null until then.</summary>
    public string? SentTo { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}
