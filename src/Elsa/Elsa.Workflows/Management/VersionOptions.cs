using System.Globalization;

namespace Elsa.Common.Models;

/// <summary>Which versions of a definition are meant: by name ("Latest", "Published" …) or by number.</summary>
public readonly struct VersionOptions
{
    public static readonly VersionOptions Latest = new() { IsLatest = true };
    public static readonly VersionOptions Published = new() { IsPublished = true };
    public static readonly VersionOptions LatestOrPublished = new() { IsLatestOrPublished = true };
    public static readonly VersionOptions LatestAndPublished = new() { IsLatestAndPublished = true };
    public static readonly VersionOptions Draft = new() { IsDraft = true };
    public static readonly VersionOptions All = new() { AllVersions = true };

    public bool IsLatest { get; private init; }
    public bool IsLatestOrPublished { get; private init; }
    public bool IsLatestAndPublished { get; private init; }
    public bool IsPublished { get; private init; }
    public bool IsDraft { get; private init; }
    public bool AllVersions { get; private init; }
    public int Version { get; private init; }

    public static VersionOptions SpecificVersion(int version) => new() { Version = version };

    public static VersionOptions FromString(string value) =>
        TryParse(value, out var options) ? options : throw new FormatException($"'{value}' names no version.");

    public static bool TryParse(string value, out VersionOptions versionOptions)
    {
        (versionOptions, var known) = value switch
        {
            "AllVersions" or "All" => (All, true),
            "Draft" => (Draft, true),
            "Latest" => (Latest, true),
            "Published" => (Published, true),
            "LatestOrPublished" => (LatestOrPublished, true),
            "LatestAndPublished" => (LatestAndPublished, true),
            _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => (
                SpecificVersion(n),
                true
            ),
            _ => (default, false),
        };
        return known;
    }

    public override string ToString() =>
        AllVersions ? "AllVersions"
        : IsDraft ? "Draft"
        : IsLatest ? "Latest"
        : IsPublished ? "Published"
        : IsLatestOrPublished ? "LatestOrPublished"
        : IsLatestAndPublished ? "LatestAndPublished"
        : Version.ToString(CultureInfo.InvariantCulture);
}
