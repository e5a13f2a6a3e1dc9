using System.Security.Cryptography;
using System.Text;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Attachments;

/// <summary>Takes a file in, checked by its content and the policy's <c>attachments.maxMegabytes</c>. It belongs to whoever
/// uploaded it until a form is sent with it.</summary>
public sealed class UploadAttachment(
    UnitOfWork unit,
    CasesDb db,
    AttachmentFolder folder,
    Policy policy,
    TimeProvider clock
)
{
    private const int LongestName = 150;
    private const int LongestExtension = 20;
    private const int Megabyte = 1024 * 1024;

    /// <summary>The largest file, in bytes.</summary>
    public long Largest => (long)(policy.Number("attachments.maxMegabytes", 20) * Megabyte);

    /// <exception cref="RefusedException">Too big, empty, no type that may be attached, or a name that claims another type.</exception>
    public async Task<Attachment> RunAsync(string fileName, Stream content, Actor actor, CancellationToken stop)
    {
        var bytes = await ReadAsync(content, stop);
        var name = Clean(fileName);
        var kind = ContentKind.Of(bytes) ?? throw new RefusedException("attachment.typeNotAllowed", name);
        if (!kind.Suits(name))
            throw new RefusedException("attachment.notWhatItsNameSays", name, kind.Extensions[0]);
        var attachment = new Attachment
        {
            FileName = name,
            ContentType = kind.ContentType,
            Size = bytes.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            UploadedById = actor.PersonId,
            UploadedAt = clock.GetUtcNow(),
        };
        // The file first: a row without its file would promise what cannot be opened.
        var path = folder.PathOf(attachment.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, stop);
        await unit.RunAsync(_ => Task.FromResult(db.Attachments.Add(attachment)), stop);
        return attachment;
    }

    private async Task<byte[]> ReadAsync(Stream content, CancellationToken stop)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; )
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > Largest)
                throw new RefusedException("attachment.tooBig", Largest / Megabyte);
        }
        return kept.Length > 0 ? kept.ToArray() : throw new RefusedException("attachment.empty");
    }

    // Only the last part of a path, without what could upset a header or a page.
    private static string Clean(string fileName)
    {
        var last = fileName.Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var c in last.Normalize())
            if (!char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))
                kept.Append(c);
        var name = kept.ToString().Trim().Trim('.');
        if (name.Length <= LongestName)
            return name.Length > 0 ? name : "file";
        var extension = Path.GetExtension(name);
        return extension.Length > LongestExtension
            ? name[..LongestName]
            : string.Concat(name.AsSpan(0, LongestName - extension.Length), extension);
    }
}
