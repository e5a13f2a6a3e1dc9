namespace Workflows.Host.Pages.Layout;

/// <summary>Which page of a list is shown, and where the others are. <paramref name="Address"/> ends where the page's number is appended.</summary>
public sealed record PageLinks(int Number, int Pages, int Total, string Address)
{
    public static PageLinks None { get; } = new(1, 1, 0, "?");

    /// <summary>A number out of range shows the nearest page there is.</summary>
    public static PageLinks Of(int number, int total, int size, string address)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        return new PageLinks(Math.Clamp(number, 1, pages), pages, total, address);
    }

    /// <summary>What the page's number is called in the address, where a page holds several lists.</summary>
    public string Key { get; init; } = "p";

    /// <summary>The part of the page to show, such as <c>#views</c>.</summary>
    public string Anchor { get; init; } = "";

    public string To(int page) => $"{Address}{Key}={page}{Anchor}";
}
