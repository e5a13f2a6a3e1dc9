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
        var text = quorum.Trim().TrimEnd('%', '％');
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) || number <= 0)
            throw new RefusedException("flow.wrongQuorum", quorum);
        var needed = text.Length == quorum.Trim().Length ? number : number * all / 100;
        return (int)Math.Clamp(Math.Ceiling(needed), 1, all);
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
