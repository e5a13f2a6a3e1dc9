namespace Workflows.Cases.Storage;

/// <summary>Text that people typed as a pattern of SQL's LIKE, without special meaning of its own.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    public static string Containing(string text) =>
        "%" + text.Replace(Escape, @"\\").Replace("%", @"\%").Replace("_", @"\_") + "%";
}
