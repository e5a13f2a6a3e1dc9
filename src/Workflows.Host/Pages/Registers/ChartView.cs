using System.Globalization;
using System.Text.Json;
using Workflows.Cases.Registers;

namespace Workflows.Host.Pages.Registers;

/// <summary>The figures as the page draws them.</summary>
public sealed record FiguresView(
    Figures Figures,
    IReadOnlyList<NamedCount> Classes,
    IReadOnlyList<NamedCount> Departments,
    string? ClassTitle,
    string? DepartmentTitle,
    string? AmountTitle,
    string AmountFormat
)
{
    /// <summary>What there is something to draw of.</summary>
    public IEnumerable<ChartView> Charts(Texts texts)
    {
        yield return Counted(texts["register.months"], "columns", Named(Figures.Months));
        if (ClassTitle is { } byClass && Classes.Count > 0)
            yield return Counted(byClass, "share", Classes);
        if (DepartmentTitle is { } byDepartment && Departments.Count > 0)
            yield return Counted(byDepartment, "bars", Departments);
        if (AmountTitle is { } byAmount && Figures.Amounts.Count > 0)
            yield return Counted(byAmount, "columns", Named(Figures.Amounts));
        if (Figures.Steps.Count > 0)
            yield return new ChartView(
                texts["register.steps"],
                "ratio",
                [
                    .. Figures.Steps.Select(s => new ChartRow(
                        texts.Of(s.Step),
                        s.Ratio,
                        s.Ratio.ToString("0%", CultureInfo.CurrentCulture),
                        $"{s.InTime}/{s.Total}",
                        s.Ratio
                    )),
                ]
            );
    }

    private static IReadOnlyList<NamedCount> Named(IReadOnlyList<Count> counts) =>
        [.. counts.Select(c => new NamedCount(c.Key ?? "", c.Cases, c.Amount))];

    private ChartView Counted(string title, string kind, IReadOnlyList<NamedCount> counts)
    {
        var most = Math.Max(1, counts.Max(c => c.Cases));
        return new ChartView(
            title,
            kind,
            [
                .. counts.Select(c => new ChartRow(
                    c.Name,
                    (double)c.Cases / most,
                    c.Cases.ToString("N0", CultureInfo.CurrentCulture),
                    c.Amount > 0 ? c.Amount.ToString(AmountFormat, CultureInfo.CurrentCulture) : "",
                    c.Cases
                )),
            ]
        );
    }
}

/// <summary>One chart, and the table that says the same.</summary>
/// <param name="Kind"><c>columns</c>, <c>bars</c> (lying), <c>share</c> or <c>ratio</c>.</param>
public sealed record ChartView(string Title, string Kind, IReadOnlyList<ChartRow> Rows)
{
    /// <summary>What the script draws.</summary>
    public string Json =>
        JsonSerializer.Serialize(
            new
            {
                kind = Kind,
                names = Rows.Select(r => r.Name),
                values = Rows.Select(r => r.Drawn),
            }
        );

    /// <summary>The same for who does not see it.</summary>
    public string Said => $"{Title}: {string.Join(", ", Rows.Select(r => $"{r.Name} {r.Value}"))}";
}

/// <summary>A line of the table.</summary>
/// <param name="Share">How long its bar is, of 1.</param>
public sealed record ChartRow(string Name, double Share, string Value, string More, double Drawn);
