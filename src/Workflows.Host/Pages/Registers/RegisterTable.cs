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

    /// <summary>A line as a row of a spreadsheet.</summary>
    public async Task<Dictionary<string, object?>> RowAsync(
        IReadOnlyList<FieldSchema> columns,
        RegisterLine line,
        Times when,
        CancellationToken stop
    )
    {
        var row = new Dictionary<string, object?>
        {
            [texts["cases.number"]] = line.Number,
            [texts["cases.status"]] = texts[$"cases.{line.Status}"],
            [texts["cases.applicant"]] = line.ApplicantName,
            [texts["cases.opened"]] = when.Local(line.OpenedAt),
            [texts["register.closed"]] = line.ClosedAt is { } closed ? when.Local(closed) : null,
            [texts["register.due"]] = line.Due is { } due ? when.Local(due) : null,
            [texts["register.onTime"]] = line.OnTime is { } met ? texts[met ? "register.met" : "register.late"] : null,
        };
        foreach (var column in columns)
        {
            var value = line.Data[column.Name];
            row[Unused(row, column.Title(Texts.Language))] =
                column.IsNumber && decimal.TryParse(value?.ToString(), out var number)
                    ? number
                    : await shown.ShowAsync(column, value, stop);
        }
        row[texts["cases.summary"]] = line.Summary;
        return row;
    }

    private static string Unused(Dictionary<string, object?> row, string title) =>
        row.ContainsKey(title) ? $"{title} 2" : title;
}
