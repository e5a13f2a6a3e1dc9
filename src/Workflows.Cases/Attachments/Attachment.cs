namespace Workflows.Cases.Attachments;

/// <summary>A file that belongs to a case, or to a form that somebody is still filling in. The bytes lie outside the web
/// root under the file's id. Table <c>Attachments</c>.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null until a case is opened or a task decided with it.</summary>
    public Guid? CaseId { get; set; }
    public required string FileName { get; init; }

    /// <summary>By what the bytes say, not by what the name claims.</summary>
    public required string ContentType { get; init; }
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bytes, in hex.</summary>
    public required string Hash { get; init; }
    public required Guid UploadedById { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}
