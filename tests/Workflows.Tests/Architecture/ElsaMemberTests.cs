using System.Text.RegularExpressions;
using Workflows.Tests.Support;

namespace Workflows.Tests.Architecture;

/// <summary>
/// The product can be built against the real Elsa: outside <c>src/Elsa</c> it refers to nothing that Elsa 3.8 does not
/// have. Only the composition may know the engine that is built here.
/// </summary>
public sealed partial class ElsaMemberTests
{
    private const string Composition = "ElsaStandIn.cs";

    private static readonly string[] CompilerMade =
    [
        "ToString/0",
        "Equals/1",
        "GetHashCode/0",
        "op_Equality/2",
        "op_Inequality/2",
        "<Clone>$/0",
        "PrintMembers/1",
        "EqualityContract",
    ];

    public static TheoryData<string> Product => ["Workflows.Cases", "Workflows.Activities", "Workflows.Host"];

    [Theory, MemberData(nameof(Product))]
    public void Every_member_of_Elsa_that_is_used_stands_in_the_list_of_Elsas_members(string assembly)
    {
        var list = Path.Combine(Repository.Root, "..", "shared", "elsa", "api-3.8.txt");
        Assert.SkipUnless(File.Exists(list), "The list of Elsa's members is not here.");
        var known = Known(File.ReadLines(list));
        var used = Used(assembly);

        var missing = used
            .Members.Where(member => member.StartsWith("Elsa.", StringComparison.Ordinal))
            .Where(member => !CompilerMade.Any(made => member.EndsWith("." + made, StringComparison.Ordinal)))
            .Where(member => !known.Contains(member) && !IsOfDelegate(member, known));

        missing.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Product))]
    public void Nothing_but_the_composition_knows_the_engine_that_is_built_here(string assembly)
    {
        var own = Used(assembly).Types.Where(type => !type.StartsWith("Elsa.", StringComparison.Ordinal));
        var sources = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", assembly), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .ToList();
        var composes = sources.Any(file => Path.GetFileName(file) == Composition);

        if (!composes)
            own.ShouldBeEmpty();
        sources
            .Where(file => Path.GetFileName(file) != Composition)
            .Where(file => UsesEngine().IsMatch(File.ReadAllText(file)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_member_that_Elsa_does_not_have_would_be_found()
    {
        var known = Known(["class Elsa.A", "Elsa.A.Do(System.Int32 a, Elsa.B<System.Int32,System.String> b) : Elsa.C"]);

        known.ShouldContain("Elsa.A.Do/2");
        known.ShouldNotContain("Elsa.A.Do/1");
        Used("Workflows.Activities").Members.ShouldContain(member => member.StartsWith("Elsa.Workflows."));
    }

    private static ElsaMembers Used(string assembly) =>
        ElsaMembers.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    private static HashSet<string> Known(IEnumerable<string> list) => [.. list.Select(Key)];

    /// <summary>A line of the list in the form that the metadata gives.</summary>
    private static string Key(string line)
    {
        var plain = line;
        while (Arguments().IsMatch(plain))
            plain = Arguments().Replace(plain, "");
        var bracket = plain.IndexOf('(', StringComparison.Ordinal);
        if (bracket < 0)
            return plain.Split(" : ")[0];
        var parameters = plain[(bracket + 1)..plain.IndexOf(')', bracket)];
        return $"{plain[..bracket]}/{(parameters.Length == 0 ? 0 : parameters.Split(',').Length)}";
    }

    private static bool IsOfDelegate(string member, HashSet<string> known)
    {
        var type = member[..member.LastIndexOf('.')];
        return known.Contains("delegate " + type);
    }

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"^\s*using Workflows\.Engine\b|\bWorkflows\.Engine\.\w", RegexOptions.Multiline, 1000)]
    private static partial Regex UsesEngine();
}
