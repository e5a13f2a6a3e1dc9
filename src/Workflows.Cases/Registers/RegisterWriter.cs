using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Registers;

/// <summary>Keeps <see cref="RegisterRow"/>s in step with their cases, in the same transaction.</summary>
public sealed partial class RegisterWriter(CasesDb db, UnitOfWork unit, ProcessCatalog processes, WrittenRows written)
{
    private readonly HashSet<(int Unit, Guid Case)> noted = [];

    /// <summary>The case's row is written last in the running unit, once, whatever else happens to the case in it.</summary>
    public void Note(Case one)
    {
        if (
            processes.Find(one.ProcessKey) is not { } pack
            || pack.Register.Columns.Count == 0
            || !noted.Add((unit.Ordinal, one.Id))
        )
            return;
        var isNew = one.TimelineLength == 1;
        unit.WithLastSave(async stop =>
        {
            var row = NewRow(one);
            var known =
                isNew ? Known.Nothing
                : one.Due is null && written.Contains(one.Id) ? Known.OnlyRow
                : await ReadAsync(one, stop);
            Fill(row, one, pack, known);
            // A host of an earlier version, still running beside this one, may have left the case without a row.
            if (known.HasRow)
                // Written anew whole: that is cheaper than looking at what was there.
                db.RegisterRows.Update(row);
            else
                db.RegisterRows.Add(row);
            unit.AfterCommit(() => written.Add(one.Id));
        });
    }

    /// <summary>Adds the rows of cases that have none, such as those from before there were registers, and completes those from
    /// before a column was added.</summary>
    public async Task CatchUpAsync(CancellationToken stop)
    {
        var keys = processes.All.Where(p => p.Register.Columns.Count > 0).Select(p => p.Key).ToList();
        while (await CatchUpSomeAsync(keys, stop) > 0) { }
        while (await AddNumbersAsync(stop) > 0) { }
    }

    private Task<int> CatchUpSomeAsync(List<string> keys, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var missing = await db
                    .Cases.AsNoTracking()
                    .Where(c => keys.Contains(c.ProcessKey) && !db.RegisterRows.Any(r => r.CaseId == c.Id))
                    .Take(500)
                    .ToListAsync(token);
                foreach (var one in missing)
                {
                    var row = NewRow(one);
                    db.RegisterRows.Add(row);
                    Fill(row, one, processes.Get(one.ProcessKey), await ReadAsync(one, token));
                }
                return missing.Count;
            },
            stop
        );

    private Task<int> AddNumbersAsync(CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var rows = await db.RegisterRows.Where(r => r.NumberKey == null).Take(2000).ToListAsync(token);
                var ids = rows.ConvertAll(r => r.CaseId);
                var numbers = await db
                    .Cases.Where(c => ids.Contains(c.Id))
                    .Select(c => new { c.Id, c.Number })
                    .ToDictionaryAsync(c => c.Id, c => c.Number, token);
                foreach (var row in rows)
                    row.NumberKey = SortKey(numbers.GetValueOrDefault(row.CaseId, ""));
                return rows.Count;
            },
            stop
        );

    private static RegisterRow NewRow(Case one) =>
        new()
        {
            CaseId = one.Id,
            ProcessKey = one.ProcessKey,
            OpenedAt = one.OpenedAt,
        };

    /// <summary>What is already written of a case.</summary>
    private sealed record Known(bool HasRow, List<CaseDeadline> Deadlines)
    {
        public static Known Nothing { get; } = new(false, []);
        public static Known OnlyRow { get; } = new(true, []);
    }

    private Task<Known> ReadAsync(Case one, CancellationToken stop) =>
        db
            .Cases.AsNoTracking()
            .Where(c => c.Id == one.Id)
            .Select(c => new Known(
                db.RegisterRows.Any(r => r.CaseId == c.Id),
                db.CaseDeadlines.Where(d => d.CaseId == c.Id).ToList()
            ))
            .SingleAsync(stop);

    private void Fill(RegisterRow row, Case one, ProcessPack pack, Known known)
    {
        var (data, layout) = (CaseData.Read(one), pack.Register);
        row.NumberKey = SortKey(one.Number);
        row.Class = Text(data, layout.Class);
        row.Department = Text(data, layout.Department);
        row.Amount = Number(data, layout.Amount);
        row.Status = one.Status.ToString();
        row.ClosedAt = one.ClosedAt;
        row.Due = one.Due;
        row.OnTime = one.Due is null ? null : OnTime(one, known.Deadlines);
        row.Text = string.Join(' ', layout.Search.Select(f => Text(data, f)).Prepend(one.Summary).Prepend(one.Number))
            .ToLowerInvariant();
    }

    private bool? OnTime(Case one, List<CaseDeadline> earlier)
    {
        // What the unit has changed is not all written yet.
        var stopped = db
            .CaseDeadlines.Local.Where(d => d.CaseId == one.Id)
            .Concat(earlier)
            .Where(d => d.StoppedAt is not null)
            .MaxBy(d => d.StartedAt);
        return stopped is null ? null : stopped.StoppedAt <= stopped.Due;
    }

    private static string SortKey(string number) =>
        Figures().Replace(number.ToLowerInvariant(), figures => figures.Value.PadLeft(8, '0'));

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Figures();

    private static string? Text(JsonObject data, string? field) =>
        field is null ? null
        : data[field] is { } value && value.ToString() is { Length: > 0 } text ? text
        : null;

    private static double? Number(JsonObject data, string? field) =>
        double.TryParse(Text(data, field), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
