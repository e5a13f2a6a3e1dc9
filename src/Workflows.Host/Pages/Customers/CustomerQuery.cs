using Workflows.Cases.Customers;
using Workflows.Cases.People;

namespace Workflows.Host.Pages.Customers;

/// <summary>What narrows the list of customers, as it stands in the address.</summary>
public sealed record CustomerQuery
{
    public string Text { get; init; } = "";
    public string Class { get; init; } = "";

    /// <summary><c>yes</c>, <c>no</c>, <c>lacking</c> or empty.</summary>
    public string Important { get; init; } = "";

    /// <summary>A sign-in name, <c>me</c> or empty.</summary>
    public string Responsible { get; init; } = "";

    public bool IsNarrow => ToAddress().Length > 1;

    public static CustomerQuery Of(IQueryCollection query) =>
        new()
        {
            Text = query["text"].ToString().Trim(),
            Class = query["class"].ToString(),
            Important = query["important"].ToString(),
            Responsible = query["responsible"].ToString(),
        };

    public CustomerFilter ToFilter(Person me, Organisation people) =>
        new()
        {
            Text = Text,
            SpecialClass = Class.Length > 0 ? Class : null,
            Important = Important switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            Lacking = Important == "lacking",
            Responsible = Responsible switch
            {
                "" => null,
                "me" => me.Id,
                _ => people.Find(Responsible)?.Id ?? Guid.Empty,
            },
        };

    /// <summary>Ends where more may be appended.</summary>
    public string ToAddress() =>
        "?"
        + string.Concat(
            new[] { ("text", Text), ("class", Class), ("important", Important), ("responsible", Responsible) }
                .Where(p => p.Item2.Length > 0)
                .Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}&")
        );
}
