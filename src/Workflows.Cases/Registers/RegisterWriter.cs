using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Registers;

/// <summary>Keeps <see cref="RegisterRow"/>s in step with their cases, in the same transaction.</summary>
public sealed class RegisterWriter(CasesDb db, UnitOfWork unit, ProcessCatalog processes)
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
            await FillAsync(row, one, pack, stop);
            if (isNew)
                db.RegisterRows.Add(row);
            else
                // Written anew whole: that is cheaper than looking at what was there.
                db.RegisterRows.Update(row);
        });
    }

    /// <summary>Adds the rows of cases that have none, such as those from before there were registers.</summary>
    public async Task CatchUpAsync(CancellationToken stop)
    {
        var keys = processes.All.Where(p => p.Register.Columns.Count > 0).Select(p => p.Key).ToList();
        while (await CatchUpSomeAsync(keys, stop) > 0) { }
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
                    await FillAsync(row, one, processes.Get(one.ProcessKey), token);
                }
                return missing.Count;
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

    private async Task FillAsync(RegisterRow row, Case one, ProcessPack pack, CancellationToken stop)
    {
        var (data, layout) = (CaseData.Read(one), pack.Register);
        row.Class = Text(data, layout.Class);
        row.Department = Text(data, layout.Department);
        row.Amount = Number(data, layout.Amount);
        row.Status = one.Status.ToString();
        row.ClosedAt = one.ClosedAt;
        row.Due = one.Due;
        row.OnTime = await OnTimeAsync(one, stop);
        row.Text = string.Join(' ', layout.Search.Select(f => Text(data, f)).Prepend(one.Summary).Prepend(one.Number))
            .ToLowerInvariant();
    }

    private async Task<bool?> OnTimeAsync(Case one, CancellationToken stop)
    {
        if (one.Due is null)
            return null;
        var written = await db.CaseDeadlines.AsNoTracking().Where(d => d.CaseId == one.Id).ToListAsync(stop);
        // What the unit has changed is not all written yet.
        var stopped = db
            .CaseDeadlines.Local.Where(d => d.CaseId == one.Id)
            .Concat(written)
            .Where(d => d.StoppedAt is not null)
            .MaxBy(d => d.StartedAt);
        return stopped is null ? null : stopped.StoppedAt <= stopped.Due;
    }

    private static string? Text(JsonObject data, string? field) =>
        field is null ? null
        : data[field] is { } value && value.ToString() is { Length: > 0 } text ? text
        : null;

    private static double? Number(JsonObject data, string? field) =>
        double.TryParse(Text(data, field), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
