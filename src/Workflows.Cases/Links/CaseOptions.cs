using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Links;

/// <summary>Numbers of cases as options of a form (hint <c>x-options: cases</c>): typed, not chosen from a list. A start form
/// that holds one links the new case with it.</summary>
internal sealed class CaseOptions(CasesDb db) : IOptionSource
{
    public string Name => "cases";

    public Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<FieldOption>>([]);

    public async Task<IReadOnlyList<FieldOption>> FindAsync(IReadOnlyCollection<string> values, CancellationToken stop)
    {
        var numbers = await db.Cases.Where(c => values.Contains(c.Number)).Select(c => c.Number).ToListAsync(stop);
        // One that is opened in this very unit has its number already, but no row yet.
        numbers.AddRange(db.Cases.Local.Select(c => c.Number).Where(n => values.Contains(n)));
        return [.. numbers.Distinct().Select(n => new FieldOption(n, LocalText.Same(n)))];
    }
}

/// <summary>Finds which cases a new case's form names.</summary>
internal static class NamedCases
{
    public static async Task<List<Case>> NamedInAsync(
        this CasesDb db,
        Form form,
        System.Text.Json.Nodes.JsonObject data,
        CancellationToken stop
    )
    {
        var fields = form.Fields.Where(f =>
            form.Schema["properties"]![f] is System.Text.Json.Nodes.JsonObject schema
            && FormSchema.Word(schema, "x-options") == "cases"
        );
        var numbers = fields.Select(f => data[f]?.ToString()).OfType<string>().Where(n => n.Length > 0).ToList();
        return numbers.Count == 0 ? [] : await db.Cases.Where(c => numbers.Contains(c.Number)).ToListAsync(stop);
    }
}
