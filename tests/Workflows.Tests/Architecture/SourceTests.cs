using System.Text.RegularExpressions;
using Workflows.Tests.Support;

namespace Workflows.Tests.Architecture;

/// <summary>How the source reads (style.md), as far as it can be counted.</summary>
public sealed partial class SourceTests
{
    public static IEnumerable<string> Sources =>
        new[] { "src", "tests" }
            .SelectMany(folder => Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.cshtml")))
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal));

    [Fact]
    public void No_file_has_more_than_400_lines()
    {
        var long_ = Sources.Select(f => (File: Short(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 400);

        long_.ShouldBeEmpty();
    }

    [Fact]
    public void The_composition_root_is_a_table_of_contents() =>
        File.ReadLines(Repository.Path("src/Workflows.Host/Program.cs")).Count().ShouldBeLessThanOrEqualTo(60);

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var left = Sources
            .Where(f => !f.EndsWith("SourceTests.cs", StringComparison.Ordinal))
            .SelectMany(f =>
                File.ReadLines(f).Where(l => LeftForLater().IsMatch(l)).Select(l => $"{Short(f)}: {l.Trim()}")
            );

        left.ShouldBeEmpty();
    }

    [Fact]
    public void No_class_is_named_for_what_it_might_do()
    {
        var vague = Sources.SelectMany(f =>
            VagueName().Matches(File.ReadAllText(f)).Select(m => $"{Short(f)}: {m.Value}")
        );

        vague.Where(v => !v.StartsWith("src/Elsa/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_time_comes_from_the_clock_also_in_pages()
    {
        var wild = Sources.SelectMany(f =>
            File.ReadLines(f).Where(l => WallClock().IsMatch(l)).Select(l => $"{Short(f)}: {l.Trim()}")
        );

        wild.ShouldBeEmpty();
    }

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException|Thread\.Sleep", RegexOptions.None, 1000)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\bclass \w+(Manager|Helper|Utils|Service|Common)\b", RegexOptions.None, 1000)]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.None, 1000)]
    private static partial Regex WallClock();
}
