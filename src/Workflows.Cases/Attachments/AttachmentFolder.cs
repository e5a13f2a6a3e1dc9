namespace Workflows.Cases.Attachments;

/// <summary>Where the bytes lie: a folder that no web server serves. The host says which.</summary>
public sealed record AttachmentFolder(string Path)
{
    /// <summary>By id, spread over sub-folders; nothing of a name that somebody typed is ever part of a path.</summary>
    public string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return System.IO.Path.Combine(Path, name[^2..], name);
    }
}
