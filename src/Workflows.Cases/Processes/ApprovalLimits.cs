using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Cases.Processes;

/// <summary>Who approves which amount [A27]: a table without gap or overlap over all amounts from 0. In JSON one object a
/// line: <c>from</c> (inclusive) or <c>above</c>, <c>to</c> (inclusive) or <c>below</c>, and <c>role</c>.</summary>
public sealed class ApprovalLimits
{
    private static readonly TextFile Texts = new(typeof(ApprovalLimits).Assembly, "Limits.texts.json");

    private ApprovalLimits(IReadOnlyList<ApprovalLimit> lines) => Lines = lines;

    /// <summary>From the smallest amounts to the largest.</summary>
    public IReadOnlyList<ApprovalLimit> Lines { get; }

    /// <summary>Reads a table and notes what is wrong with it; null when anything is.</summary>
    public static ApprovalLimits? Read(string json, List<LocalText> faults)
    {
        var before = faults.Count;
        var lines = Parse(json, faults);
        if (faults.Count == before)
            faults.AddRange(Faults(lines));
        return faults.Count == before ? new ApprovalLimits(lines) : null;
    }

    /// <summary>The position of the line that an amount falls into.</summary>
    public int LevelOf(decimal amount)
    {
        for (var i = 0; i < Lines.Count; i++)
            if (Lines[i].Covers(amount))
                return i;
        throw new ArgumentOutOfRangeException(nameof(amount), amount, "An amount is not negative.");
    }

    private static List<ApprovalLimit> Parse(string json, List<LocalText> faults)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonArray { Count: > 0 } rows)
                return [.. rows.Select((row, i) => ParseLine(row, i, faults)).OfType<ApprovalLimit>().Order(ByAmount)];
            faults.Add(Texts.Say("noList"));
        }
        catch (JsonException e)
        {
            faults.Add(Texts.Say("noJson", e.Message));
        }
        return [];
    }

    private static Comparer<ApprovalLimit> ByAmount { get; } =
        Comparer<ApprovalLimit>.Create(
            (a, b) => a.Lower != b.Lower ? a.Lower.CompareTo(b.Lower) : b.LowerIncluded.CompareTo(a.LowerIncluded)
        );

    private static ApprovalLimit? ParseLine(JsonNode? node, int index, List<LocalText> faults)
    {
        if (node is not JsonObject row)
        {
            faults.Add(Texts.Say("noObject", index + 1));
            return null;
        }
        foreach (var (name, _) in row)
            if (name is not ("from" or "above" or "to" or "below" or "role"))
                faults.Add(Texts.Say("unknownName", index + 1, name));
        if (row["role"] is not JsonValue role || !role.TryGetValue<string>(out var key) || key.Length == 0)
        {
            faults.Add(Texts.Say("noRole", index + 1));
            return null;
        }
        if (row["from"] is not null && row["above"] is not null || row["to"] is not null && row["below"] is not null)
            faults.Add(Texts.Say("exclude", index + 1));
        return new ApprovalLimit(
            Number(row, "from", index, faults) ?? Number(row, "above", index, faults) ?? 0,
            row["above"] is null,
            Number(row, "to", index, faults) ?? Number(row, "below", index, faults),
            row["to"] is not null,
            key
        );
    }

    private static decimal? Number(JsonObject row, string name, int index, List<LocalText> faults)
    {
        if (row[name] is not { } node)
            return null;
        if (decimal.TryParse(node.ToJsonString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(Texts.Say("noNumber", index + 1, name));
        return null;
    }

    private static IEnumerable<LocalText> Faults(List<ApprovalLimit> lines)
    {
        if (lines.Count == 0)
            yield break;
        if (lines[0] is not { Lower: 0, LowerIncluded: true })
            yield return Texts.Say(lines[0].LowerIncluded ? "gapBelow" : "gapUpTo", lines[0].Lower);
        if (lines[^1].Upper is { } highest)
            yield return Texts.Say("gapAbove", highest);
        foreach (var line in lines.Where(l => l.Upper < l.Lower))
            yield return Texts.Say("empty", line);
        foreach (var (low, high) in lines.Zip(lines.Skip(1)))
            if (
                low.Upper is not { } end
                || end > high.Lower
                || end == high.Lower && low.UpperIncluded && high.LowerIncluded
            )
                yield return Texts.Say("overlap", low, high);
            else if (end < high.Lower || !low.UpperIncluded && !high.LowerIncluded)
                yield return Texts.Say("gap", low, high);
    }
}

/// <summary>One line of a table of limits.</summary>
/// <param name="Upper">Null for no end.</param>
public sealed record ApprovalLimit(decimal Lower, bool LowerIncluded, decimal? Upper, bool UpperIncluded, string Role)
{
    public bool Covers(decimal amount) =>
        (amount > Lower || LowerIncluded && amount == Lower)
        && (Upper is not { } end || amount < end || UpperIncluded && amount == end);

    public override string ToString() =>
        $"{(LowerIncluded ? '[' : '(')}{Lower}, {(Upper is { } end ? $"{end}{(UpperIncluded ? ']' : ')')}" : "…)")} {Role}";
}
