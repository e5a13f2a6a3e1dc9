using System.Text;

namespace Workflows.Cases.Attachments;

/// <summary>A type of file that may be attached, and how its bytes are recognised.</summary>
public sealed record ContentKind(string ContentType, bool IsShownInline, params string[] Extensions)
{
    // As text is saved by editors and spreadsheets in Chinese without a thought.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;
    private static readonly ContentKind Png = new("image/png", true, "png");
    private static readonly ContentKind Jpeg = new("image/jpeg", true, "jpg", "jpeg", "jfif");
    private static readonly ContentKind Gif = new("image/gif", true, "gif");
    private static readonly ContentKind Webp = new("image/webp", true, "webp");
    private static readonly ContentKind Pdf = new("application/pdf", true, "pdf");
    private static readonly ContentKind Heic = new("image/heic", false, "heic", "heif");
    private static readonly ContentKind Text = new("text/plain", true, "txt", "csv", "log", "eml");
    private static readonly ContentKind ChineseText = Text with { ContentType = "text/plain; charset=gb18030" };
    private static readonly ContentKind Docx = Office("wordprocessingml.document", "docx");
    private static readonly ContentKind Xlsx = Office("spreadsheetml.sheet", "xlsx");
    private static readonly ContentKind Pptx = Office("presentationml.presentation", "pptx");
    private static readonly ContentKind Old = new(
        "application/x-ole-storage",
        false,
        "doc",
        "xls",
        "ppt",
        "wps",
        "et",
        "dps",
        "msg"
    );
    private static readonly ContentKind[] All =
    [
        Png,
        Jpeg,
        Gif,
        Webp,
        Heic,
        Pdf,
        Text,
        ChineseText,
        Docx,
        Xlsx,
        Pptx,
        Old,
    ];

    /// <summary>All extensions, for the page's file chooser.</summary>
    public static string Accepted { get; } =
        string.Join(',', All.SelectMany(k => k.Extensions).Distinct().Select(e => "." + e));

    /// <summary>What a browser may show in its own window: nothing that could run scripts.</summary>
    public static bool MayShowInline(string contentType) =>
        All.Any(k => k.ContentType == contentType && k.IsShownInline);

    /// <summary>What the bytes are; null when they are nothing that may be attached.</summary>
    public static ContentKind? Of(byte[] bytes)
    {
        var kind =
            Starts(bytes, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) ? Png
            : Starts(bytes, 0xFF, 0xD8, 0xFF) ? Jpeg
            : Starts(bytes, "GIF87a") || Starts(bytes, "GIF89a") ? Gif
            : Starts(bytes, "RIFF") && bytes.Length > 12 && bytes.AsSpan(8, 4).SequenceEqual("WEBP"u8) ? Webp
            : IsHeic(bytes) ? Heic
            : Starts(bytes, "%PDF-") ? Pdf
            : Starts(bytes, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1) ? Old
            : Starts(bytes, "PK\u0003\u0004") ? OfficeKind(bytes)
            : IsText(bytes, new UTF8Encoding(false, true)) ? Text
            : IsText(bytes, Gb18030) ? ChineseText
            : null;
        return kind;
    }

    /// <summary>Whether a name's extension says the same.</summary>
    public bool Suits(string fileName) =>
        Extensions.Contains(Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant());

    private static ContentKind Office(string kind, string extension) =>
        new($"application/vnd.openxmlformats-officedocument.{kind}", false, extension);

    // A modern office file is a zip that says in its list of names what it is.
    private static ContentKind? OfficeKind(byte[] bytes)
    {
        var names = Encoding.Latin1.GetString(bytes);
        if (!names.Contains("[Content_Types].xml", StringComparison.Ordinal))
            return null;
        return names.Contains("word/", StringComparison.Ordinal) ? Docx
            : names.Contains("xl/", StringComparison.Ordinal) ? Xlsx
            : names.Contains("ppt/", StringComparison.Ordinal) ? Pptx
            : null;
    }

    // What a phone's camera writes: a box "ftyp" with one of these brands.
    private static bool IsHeic(byte[] bytes) =>
        bytes.Length > 12
        && bytes.AsSpan(4, 4).SequenceEqual("ftyp"u8)
        && Encoding.Latin1.GetString(bytes, 8, 4) is "heic" or "heix" or "mif1";

    // Text has no control characters, and is no markup that a browser might take for a page.
    private static bool IsText(byte[] bytes, Encoding encoding)
    {
        if (bytes.Length == 0 || bytes.AsSpan().ContainsAnyInRange((byte)0, (byte)8))
            return false;
        try
        {
            var text = encoding.GetString(bytes);
            return !text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool Starts(byte[] bytes, params byte[] magic) => bytes.AsSpan().StartsWith(magic);

    private static bool Starts(byte[] bytes, string magic) =>
        bytes.AsSpan().StartsWith(Encoding.Latin1.GetBytes(magic));
}
