using System.Linq.Expressions;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Processes;

namespace Workflows.Cases.Registers;

/// <summary>Puts a register's rows in order. The last word has the case's id, so that no page repeats or leaves out a row.</summary>
public sealed class RegisterOrder(ProcessCatalog processes, FormOptions options)
{
    // More would make a statement of the length of a list of people; those are put in order by their value.
    private const int MostRanks = 50;

    internal async Task<IOrderedQueryable<RegisterRow>> OfAsync(
        IQueryable<RegisterRow> rows,
        string process,
        RegisterSort sort,
        CancellationToken stop
    )
    {
        if (sort == RegisterSort.Newest)
            return rows.OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.CaseId);
        if (sort == RegisterSort.Oldest)
            return rows.OrderBy(r => r.OpenedAt).ThenBy(r => r.CaseId);
        var sorted = sort switch
        {
            RegisterSort.Largest => By(rows, r => r.Amount == null, r => r.Amount, down: true),
            RegisterSort.Smallest => By(rows, r => r.Amount == null, r => r.Amount, down: false),
            RegisterSort.NumberUp => By(rows, r => r.NumberKey == null, r => r.NumberKey, down: false),
            RegisterSort.NumberDown => By(rows, r => r.NumberKey == null, r => r.NumberKey, down: true),
            RegisterSort.DueSoonest => By(rows, r => r.Due == null, r => r.Due, down: false),
            RegisterSort.DueLatest => By(rows, r => r.Due == null, r => r.Due, down: true),
            RegisterSort.ClosedLatest => By(rows, r => r.ClosedAt == null, r => r.ClosedAt, down: true),
            RegisterSort.ClosedEarliest => By(rows, r => r.ClosedAt == null, r => r.ClosedAt, down: false),
            RegisterSort.StatusUp => ByStatus(rows, down: false),
            RegisterSort.StatusDown => ByStatus(rows, down: true),
            RegisterSort.ClassUp or RegisterSort.ClassDown => ByRank(
                rows,
                await RanksAsync(process, l => l.Class, stop),
                r => r.Class == null,
                r => r.Class,
                value => r => r.Class == value,
                down: sort == RegisterSort.ClassDown
            ),
            _ => ByRank(
                rows,
                await RanksAsync(process, l => l.Department, stop),
                r => r.Department == null,
                r => r.Department,
                value => r => r.Department == value,
                down: sort == RegisterSort.DepartmentDown
            ),
        };
        return sorted.ThenByDescending(r => r.OpenedAt).ThenByDescending(r => r.CaseId);
    }

    // The two databases do not agree on which end null stands at.
    private static IOrderedQueryable<RegisterRow> By<T>(
        IQueryable<RegisterRow> rows,
        Expression<Func<RegisterRow, bool>> isEmpty,
        Expression<Func<RegisterRow, T>> value,
        bool down
    )
    {
        var filledFirst = rows.OrderBy(isEmpty);
        return down ? filledFirst.ThenByDescending(value) : filledFirst.ThenBy(value);
    }

    private static IOrderedQueryable<RegisterRow> ByStatus(IQueryable<RegisterRow> rows, bool down) =>
        ByRank(
            rows,
            Enum.GetNames<CaseStatus>(),
            r => r.Status == "",
            r => r.Status,
            value => r => r.Status == value,
            down
        );

    // What has left the form since stands behind what it offers.
    private static IOrderedQueryable<RegisterRow> ByRank(
        IQueryable<RegisterRow> rows,
        IReadOnlyList<string> ranks,
        Expression<Func<RegisterRow, bool>> isEmpty,
        Expression<Func<RegisterRow, string?>> value,
        Func<string, Expression<Func<RegisterRow, bool>>> isValue,
        bool down
    )
    {
        if (ranks.Count == 0)
            return By(rows, isEmpty, value, down);
        var rank = FirstOf.These(ranks, isValue);
        var unranked = Expression.Lambda<Func<RegisterRow, bool>>(
            Expression.Equal(rank.Body, Expression.Constant(null, typeof(int?))),
            rank.Parameters
        );
        var filledFirst = rows.OrderBy(isEmpty).ThenBy(unranked);
        var sorted = down ? filledFirst.ThenByDescending(rank) : filledFirst.ThenBy(rank);
        return down ? sorted.ThenByDescending(value) : sorted.ThenBy(value);
    }

    private async Task<IReadOnlyList<string>> RanksAsync(
        string process,
        Func<RegisterLayout, string?> column,
        CancellationToken stop
    )
    {
        if (processes.Find(process) is not { } pack || column(pack.Register) is not { } field)
            return [];
        var offered = pack.OfferedIn(field);
        if (offered.Source is null)
            return offered.Values;
        var listed = options.Find(offered.Source) is { } source ? await source.ListAsync(null, stop) : [];
        return listed.Count > MostRanks ? [] : [.. listed.Select(o => o.Value)];
    }
}
