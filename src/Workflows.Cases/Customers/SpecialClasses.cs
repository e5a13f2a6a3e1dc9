namespace Workflows.Cases.Customers;

/// <summary>The special classes of customers (特别类别) [B4]; an ordinary customer has none.</summary>
public static class SpecialClasses
{
    public static IReadOnlyDictionary<string, LocalText> All { get; } =
        new Dictionary<string, LocalText>
        {
            ["lawyer"] = new("律师", "律師", "Lawyer"),
            ["adviser"] = new("顾问", "顧問", "Adviser"),
            ["bank"] = new("银行", "銀行", "Bank"),
            ["insurer"] = new("保险", "保險", "Insurer"),
            ["advertising"] = new("广告", "廣告", "Advertising"),
            ["accountant"] = new("会计审计", "會計審計", "Accountant"),
            ["media"] = new("媒体", "媒體", "Media"),
            ["authority"] = new("政府机关", "政府機關", "Authority"),
        };

    /// <summary>The key of what somebody wrote: a key, or its title in any language; null when it is none.</summary>
    public static string? KeyOf(string written) =>
        All.Where(c =>
                c.Key.Equals(written, StringComparison.OrdinalIgnoreCase)
                || LocalText.Languages.Any(l => c.Value.In(l).Equals(written, StringComparison.OrdinalIgnoreCase))
            )
            .Select(c => c.Key)
            .FirstOrDefault();
}
