using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Cases.Processes;

/// <summary>Who approves which amount [A27]: a table without gap or overlap over all amounts from 0. In JSON one object a
/// line: <c>from</c> (inclusive) or <c>above</c>, <c>to</c> (inclusive) or <c>below</c>, and <c>role</c>.</summary>
public sealed class ApprovalLimits
{
    private ApprovalLimits(IReadOnlyList<ApprovalLimit> lines) => Lines = lines;

    /// <summary>From the smallest amounts to the largest.</summary>
    public IReadOnlyList<ApprovalLimit> Lines { get; }

    /// <summary>Reads a table and notes what is wrong with it; null when anything is.</summary>
    public static ApprovalLimits? Read(string json, List<string> faults)
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

    private static List<ApprovalLimit> Parse(string json, List<string> faults)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonArray { Count: > 0 } rows)
                return [.. rows.Select((row, i) => ParseLine(row, i, faults)).OfType<ApprovalLimit>().Order(ByAmount)];
            faults.Add("a table of limits is a list with at least one line.");
        }
        catch (JsonException e)
        {
            faults.Add($"is no JSON: {e.Message}");
        }
        return [];
    }

    private static Comparer<ApprovalLimit> ByAmount { get; } =
        Comparer<ApprovalLimit>.Create(
            (a, b) => a.Lower != b.Lower ? a.Lower.CompareTo(b.Lower) : b.LowerIncluded.CompareTo(a.LowerIncluded)
        );

    private static ApprovalLimit? ParseLine(JsonNode? node, int index, List<string> faults)
    {
        if (node is not JsonObject row)
        {
            faults.Add($"line {index + 1} must be an object.");
            return null;
        }
        foreach (var (name, _) in row)
            if (name is not ("from" or "above" or "to" or "below" or "role"))
                faults.Add($"line {index + 1}: \"{name}\" is not known; it may have from, above, to, below and role.");
        if (row["role"] is not JsonValue role || !role.TryGetValue<string>(out var key) || key.Length == 0)
        {
            faults.Add($"line {index + 1} names no role.");
            return null;
        }
        if (row["from"] is not null && row["above"] is not null || row["to"] is not null && row["below"] is not null)
            faults.Add($"line {index + 1}: from and above exclude each other, as do to and below.");
        return new ApprovalLimit(
            Number(row, "from", index, faults) ?? Number(row, "above", index, faults) ?? 0,
            row["above"] is null,
            Number(row, "to", index, faults) ?? Number(row, "below", index, faults),
            row["to"] is not null,
            key
        );
    }

    private static decimal? Number(JsonObject row, string name, int index, List<string> faults)
    {
        if (row[name] is not { } node)
            return null;
        if (decimal.TryParse(node.ToJsonString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add($"line {index + 1}: {name} must be a number.");
        return null;
    }

    private static IEnumerable<string> Faults(List<ApprovalLimit> lines)
    {
        if (lines.Count == 0)
            yield break;
        if (lines[0] is not { Lower: 0, LowerIncluded: true })
            yield return $"there is a gap: nobody approves amounts below {lines[0].LowerText}.";
        if (lines[^1].Upper is { } highest)
            yield return $"there is a gap: nobody approves amounts above {highest}.";
        foreach (var line in lines.Where(l => l.Upper < l.Lower))
            yield return $"{line} holds no amount.";
        foreach (var (low, high) in lines.Zip(lines.Skip(1)))
            if (
                low.Upper is not { } end
                || end > high.Lower
                || end == high.Lower && low.UpperIncluded && high.LowerIncluded
            )
                yield return $"there is an overlap: {low} and {high}.";
            else if (end < high.Lower || !low.UpperIncluded && !high.LowerIncluded)
                yield return $"there is a gap between {low} and {high}.";
    }
}

/// <summary>One line of a table of limits.</summary>
/// <param name="Upper">Null for no end.</param>
public sealed record ApprovalLimit(decimal Lower, bool LowerIncluded, decimal? Upper, bool UpperIncluded, string Role)
{
    public bool Covers(decimal amount) =>
        (amount > Lower || LowerIncluded && amount == Lower)
        && (Upper is not { } end || amount < end || UpperIncluded && amount == end);

    internal string LowerText => LowerIncluded ? $"{Lower}" : $"{Lower} (inclusive)";

    public override string ToString() =>
        $"{(LowerIncluded ? '[' : '(')}{Lower}, {(Upper is { } end ? $"{end}{(UpperIncluded ? ']' : ')')}" : "…)")} {Role}";
}
