using System.Globalization;
using Elsa.Workflows;
using Workflows.Cases;

namespace Workflows.Activities.Tasks;

/// <summary>How the signers of an approval have decided so far, kept with the activity's state.</summary>
/// <param name="All">How many were to sign.</param>
/// <param name="Needed">How many approvals it takes.</param>
internal sealed record Signatures(int All, int Needed, int Approved = 0, int Rejected = 0)
{
    private const string Key = "Signatures";

    /// <summary>Enough have approved.</summary>
    public bool IsApproved => Approved >= Needed;

    /// <summary>So many have rejected that it can no longer be approved.</summary>
    public bool IsRejected => All - Rejected < Needed;

    /// <summary>How many it takes of so many: <c>2</c>, <c>60%</c>, or more than half when nothing is said.</summary>
    /// <exception cref="RefusedException">It is neither a number nor a percentage.</exception>
    public static int NeededOf(string? quorum, int all)
    {
        if (string.IsNullOrWhiteSpace(quorum))
            return all / 2 + 1;
        if (!TryParse(quorum, out var number, out var isPercentage))
            throw new RefusedException("flow.wrongQuorum", quorum);
        return (int)Math.Clamp(Math.Ceiling(isPercentage ? number * all / 100 : number), 1, all);
    }

    /// <summary>Whether it says how many: <c>2</c> or <c>60%</c>.</summary>
    public static bool IsQuorum(string text) => TryParse(text, out _, out _);

    private static bool TryParse(string text, out decimal number, out bool isPercentage)
    {
        var digits = text.Trim().TrimEnd('%', '％');
        isPercentage = digits.Length < text.Trim().Length;
        return decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    public static Signatures Read(ActivityExecutionContext context) =>
        (context.GetProperty<string>(Key) ?? "").Split('/') is [var all, var needed, var approved, var rejected]
            ? new Signatures(Number(all), Number(needed), Number(approved), Number(rejected))
            : new Signatures(1, 1);

    // As one text: it must look the same whichever serializer brought the state back.
    public void Keep(ActivityExecutionContext context) =>
        context.SetProperty(Key, $"{All}/{Needed}/{Approved}/{Rejected}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
