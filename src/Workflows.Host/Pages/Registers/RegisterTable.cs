using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Forms;

namespace Workflows.Host.Pages.Registers;

/// <summary>A register's lines as people read them: the pack's columns, each value under its form's title.</summary>
public sealed class RegisterTable(DataViews shown, Texts texts)
{
    /// <summary>The fields that the pack names as columns, by the first form that has each.</summary>
    public static IReadOnlyList<FieldSchema> ColumnsOf(ProcessPack pack) =>
        [.. pack.Register.Columns.Select(name => FieldOf(pack, name)).OfType<FieldSchema>()];

    /// <summary>Every field that can be a column: the pack's own first, then what else its forms ask for.</summary>
    public static IReadOnlyList<FieldSchema> ChoicesOf(ProcessPack pack) =>
        [
            .. ColumnsOf(pack)
                .Concat(
                    pack.Forms.Values.OrderBy(f => f.Key != pack.StartForm)
                        .SelectMany(f => new FieldSchema("", f.Schema, false).Fields)
                        .Where(f => f is { IsRows: false, IsFiles: false })
                )
                .DistinctBy(f => f.Name),
        ];

    /// <summary>The columns that somebody chose, in the order in which they are offered; the pack's where nothing is known of
    /// what was chosen.</summary>
    public static IReadOnlyList<FieldSchema> ColumnsOf(ProcessPack pack, IReadOnlyList<string> chosen)
    {
        var known = ChoicesOf(pack).Where(f => chosen.Contains(f.Name)).ToList();
        return known.Count > 0 ? known : ColumnsOf(pack);
    }

    public static FieldSchema? FieldOf(ProcessPack pack, string? name) =>
        name is null
            ? null
            : pack
                .Forms.Values.OrderBy(f => f.Key != pack.StartForm)
                .SelectMany(f => new FieldSchema("", f.Schema, false).Fields)
                .FirstOrDefault(f => f.Name == name);

    public async Task<IReadOnlyList<string>> CellsAsync(
        IReadOnlyList<FieldSchema> columns,
        JsonObject data,
        CancellationToken stop
    )
    {
        var cells = new List<string>();
        foreach (var column in columns)
            cells.Add(await shown.ShowAsync(column, data[column.Name], stop));
        return cells;
    }

    /// <summary>What people read for a counted value; null is what has none yet.</summary>
    public async Task<string> NameAsync(FieldSchema? field, string? key, CancellationToken stop) =>
        key is null ? texts["register.none"]
        : field is null ? key
        : await shown.ShowAsync(field, JsonValue.Create(key), stop);

    /// <summary>The headings of a spreadsheet of the register.</summary>
    public IReadOnlyList<string> Headings(IReadOnlyList<FieldSchema> columns) =>
        [
            texts["cases.number"],
            texts["cases.status"],
            texts["cases.applicant"],
            texts["cases.opened"],
            texts["register.closed"],
            texts["register.due"],
            texts["register.onTime"],
            .. columns.Select(c => c.Title(Texts.Language)),
            texts["cases.summary"],
        ];

    /// <summary>A line as a row below those headings.</summary>
    public async Task<IReadOnlyList<object?>> RowAsync(
        IReadOnlyList<FieldSchema> columns,
        RegisterLine line,
        Times when,
        CancellationToken stop
    )
    {
        var row = new List<object?>
        {
            line.Number,
            texts[$"cases.{line.Status}"],
            line.ApplicantName,
            when.Local(line.OpenedAt),
            line.ClosedAt is { } closed ? when.Local(closed) : null,
            line.Due is { } due ? when.Local(due) : null,
            line.OnTime is { } met ? texts[met ? "register.met" : "register.late"] : null,
        };
        foreach (var column in columns)
        {
            var value = line.Data[column.Name];
            row.Add(
                column.IsNumber && decimal.TryParse(value?.ToString(), CultureInfo.InvariantCulture, out var number)
                    ? number
                    : await shown.ShowAsync(column, value, stop)
            );
        }
        row.Add(line.Summary);
        return row;
    }
}
