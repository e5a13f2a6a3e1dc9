using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Cases;

/// <summary>Gives out case numbers without gaps: the sequence's row is raised in the transaction that opens the case, so a
/// number is taken if and only if the case exists [A21-no].</summary>
public sealed partial class CaseNumbers(CasesDb db, CompanyTime time)
{
    /// <summary>Assigns the number if the case has none yet. Holds the sequence's row until the commit: call it late.</summary>
    public async Task AssignAsync(Case one, ProcessPack pack, CancellationToken stop)
    {
        if (one.IsNumbered)
            return;
        var opened = time.ToLocal(one.OpenedAt);
        var period = Sequence()
            .Replace(
                Date()
                    .Replace(pack.NumberPattern, m => opened.ToString(m.Groups[1].Value, CultureInfo.InvariantCulture)),
                "#"
            );
        var next = await db.NextNumberAsync(pack.Key, period, stop);
        one.Number = period.Replace(
            "#",
            next.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(pack.NumberPattern), '0'),
            StringComparison.Ordinal
        );
    }

    private const string NotInNumbers = "{}#~/?";

    /// <summary>What is wrong with a number pattern; null when nothing is.</summary>
    public static string? FaultOf(string pattern)
    {
        if (Sequence().Count(pattern) != 1)
            return "must hold {seq} or {seq:digits} exactly once.";
        var rest = Date().Replace(Sequence().Replace(pattern, ""), "");
        return rest.Any(NotInNumbers.Contains) ? "may hold {yyyy}, {MM}, {dd} and {seq:digits}; not # ~ / ?." : null;
    }

    private static int Digits(string pattern) =>
        Sequence().Match(pattern) is { Success: true } m
        && int.TryParse(m.Groups[1].Value, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : 4;

    [GeneratedRegex(@"\{(y+|M+|d+)\}", RegexOptions.None, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\{seq(?::(\d+))?\}", RegexOptions.None, 1000)]
    private static partial Regex Sequence();
}
