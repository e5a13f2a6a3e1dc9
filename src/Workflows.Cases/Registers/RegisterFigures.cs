using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Cases.Registers;

/// <summary>Counts of a register: by class, department, amount and month; how many were in time, as a whole and step by step.</summary>
public sealed class RegisterFigures(
    CasesDb db,
    RegisterList list,
    ProcessCatalog processes,
    Policy policy,
    CompanyTime time,
    TimeProvider clock
)
{
    private const int Months = 12;

    public async Task<Figures> ReadAsync(string process, Person person, RegisterFilter filter, CancellationToken stop)
    {
        var rows = list.Rows(process, person, filter);
        var whole = await rows.GroupBy(r => r.ProcessKey)
            .Select(g => new
            {
                Total = g.Count(),
                Amount = g.Sum(r => r.Amount ?? 0),
                InTime = g.Count(r => r.OnTime == true),
                Late = g.Count(r => r.OnTime == false),
            })
            .FirstOrDefaultAsync(stop);
        return new Figures(
            whole?.Total ?? 0,
            whole?.Amount ?? 0,
            whole?.InTime ?? 0,
            whole?.Late ?? 0,
            await rows.GroupBy(r => r.Class)
                .Select(g => new Count(g.Key, g.Count(), g.Sum(r => r.Amount ?? 0)))
                .ToListAsync(stop),
            await rows.GroupBy(r => r.Department)
                .Select(g => new Count(g.Key, g.Count(), g.Sum(r => r.Amount ?? 0)))
                .ToListAsync(stop),
            await BandsAsync(process, rows, stop),
            await MonthsAsync(rows, stop),
            await StepsAsync(process, rows, stop)
        );
    }

    // Amounts are counted by whose approval they take, where the policy has a table for the process.
    private async Task<IReadOnlyList<Count>> BandsAsync(
        string process,
        IQueryable<RegisterRow> rows,
        CancellationToken stop
    )
    {
        var bands = new List<Count>();
        foreach (var line in policy.Limits($"limits.{process}")?.Lines ?? [])
        {
            var (low, high) = ((double)line.Lower, (double)(line.Upper ?? decimal.MaxValue));
            var (lowToo, highToo) = (line.LowerIncluded, line.UpperIncluded);
            var own = rows.Where(r =>
                (lowToo ? r.Amount >= low : r.Amount > low) && (highToo ? r.Amount <= high : r.Amount < high)
            );
            var sum = await own.GroupBy(r => r.ProcessKey)
                .Select(g => new { Cases = g.Count(), Amount = g.Sum(r => r.Amount ?? 0) })
                .FirstOrDefaultAsync(stop);
            bands.Add(new Count(NameOf(line), sum?.Cases ?? 0, sum?.Amount ?? 0));
        }
        return bands;
    }

    private static string NameOf(ApprovalLimit line) =>
        line.Upper is not { } upper ? $"> {line.Lower:0.##}"
        : line.Lower == 0 ? $"{(line.UpperIncluded ? "≤" : "<")} {upper:0.##}"
        : $"{line.Lower:0.##} – {upper:0.##}";

    private async Task<IReadOnlyList<Count>> MonthsAsync(IQueryable<RegisterRow> rows, CancellationToken stop)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var months = new List<Count>();
        for (var month = first; months.Count < Months; month = month.AddMonths(1))
        {
            var (start, end) = (
                time.EndOf(month.AddDays(-1)).AddSeconds(1),
                time.EndOf(month.AddMonths(1).AddDays(-1)).AddSeconds(1)
            );
            var count = await rows.CountAsync(r => r.OpenedAt >= start && r.OpenedAt < end, stop);
            months.Add(new Count($"{month:yyyy-MM}", count, 0));
        }
        return months;
    }

    private async Task<IReadOnlyList<StepFigure>> StepsAsync(
        string process,
        IQueryable<RegisterRow> rows,
        CancellationToken stop
    )
    {
        var steps = await (
            from task in db.Tasks.AsNoTracking()
            join row in rows on task.CaseId equals row.CaseId
            where task.Status == TaskStatus.Decided && task.Due != null && task.EndedAt != null
            group task by task.Step into step
            select new
            {
                step.Key,
                Total = step.Count(),
                InTime = step.Count(t => t.EndedAt <= t.Due),
            }
        ).ToListAsync(stop);
        var pack = processes.Find(process);
        return
        [
            .. steps
                .Select(s => new StepFigure(pack?.TitleOf(s.Key) ?? LocalText.Same(s.Key), s.Total, s.InTime))
                .OrderBy(s => s.Ratio),
        ];
    }
}

/// <summary>The figures of a register.</summary>
public sealed record Figures(
    int Total,
    double Amount,
    int InTime,
    int Late,
    IReadOnlyList<Count> Classes,
    IReadOnlyList<Count> Departments,
    IReadOnlyList<Count> Amounts,
    IReadOnlyList<Count> Months,
    IReadOnlyList<StepFigure> Steps
);

/// <summary>How many cases, and what they amount to. <paramref name="Key"/> is null for those that have none yet.</summary>
public sealed record Count(string? Key, int Cases, double Amount);

/// <summary>How many tasks of a step were ended in time.</summary>
public sealed record StepFigure(LocalText Step, int Total, int InTime)
{
    public double Ratio => Total == 0 ? 1 : (double)InTime / Total;
}
