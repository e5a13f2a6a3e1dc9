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
        var bands = policy.Limits($"limits.{process}")?.Lines ?? [];
        var months = LastMonths();
        var slices = await RegisterSlice.CountAsync(rows, bands, [.. months.Select(Span)], stop);
        return new Figures(
            slices.Sum(s => s.Cases),
            slices.Sum(s => s.Amount),
            slices.Where(s => s.OnTime == true).Sum(s => s.Cases),
            slices.Where(s => s.OnTime == false).Sum(s => s.Cases),
            [.. slices.GroupBy(s => s.Class, (key, some) => Sum(key, some))],
            [.. slices.GroupBy(s => s.Department, (key, some) => Sum(key, some))],
            [.. bands.Select((line, band) => Sum(NameOf(line), slices.Where(s => s.Band == band)))],
            [.. months.Select((month, at) => Sum($"{month:yyyy-MM}", slices.Where(s => s.Month == at)))],
            await StepsAsync(process, rows, stop)
        );
    }

    private List<DateOnly> LastMonths()
    {
        var today = time.DayOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        return [.. Enumerable.Range(0, Months).Select(first.AddMonths)];
    }

    private (DateTimeOffset Start, DateTimeOffset End) Span(DateOnly month) =>
        (time.EndOf(month.AddDays(-1)).AddSeconds(1), time.EndOf(month.AddMonths(1).AddDays(-1)).AddSeconds(1));

    private static Count Sum(string? key, IEnumerable<RegisterSlice> slices)
    {
        var some = slices.ToList();
        return new Count(key, some.Sum(s => s.Cases), some.Sum(s => s.Amount));
    }

    // Amounts are counted by whose approval they take, where the policy has a table for the process.
    private static string NameOf(ApprovalLimit line) =>
        line.Upper is not { } upper ? $"> {line.Lower:0.##}"
        : line.Lower == 0 ? $"{(line.UpperIncluded ? "≤" : "<")} {upper:0.##}"
        : $"{line.Lower:0.##} – {upper:0.##}";

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
