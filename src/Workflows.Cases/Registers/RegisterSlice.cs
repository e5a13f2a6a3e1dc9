using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Processes;

namespace Workflows.Cases.Registers;

/// <summary>How many rows of a register have all of these in common. One statement counts them all, so that a register is gone
/// through once for its figures however many of them there are.</summary>
/// <param name="Band">Which line of the approval limits the amount falls under, from 0; null for none.</param>
/// <param name="Month">In which of the asked months it was opened, from 0; null for none.</param>
internal sealed record RegisterSlice(
    string? Class,
    string? Department,
    bool? OnTime,
    int? Band,
    int? Month,
    int Cases,
    double Amount
)
{
    public static Task<List<RegisterSlice>> CountAsync(
        IQueryable<RegisterRow> rows,
        IReadOnlyList<ApprovalLimit> bands,
        IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> months,
        CancellationToken stop
    ) =>
        rows.Select(Facts(FirstOf.These(bands, InBand), FirstOf.These(months, InMonth)))
            .GroupBy(f => new
            {
                f.Class,
                f.Department,
                f.OnTime,
                f.Band,
                f.Month,
            })
            .Select(g => new RegisterSlice(
                g.Key.Class,
                g.Key.Department,
                g.Key.OnTime,
                g.Key.Band,
                g.Key.Month,
                g.Count(),
                g.Sum(f => f.Amount)
            ))
            .ToListAsync(stop);

    private sealed class Fact
    {
        public string? Class { get; init; }
        public string? Department { get; init; }
        public bool? OnTime { get; init; }
        public int? Band { get; init; }
        public int? Month { get; init; }
        public double Amount { get; init; }
    }

    private static Expression<Func<RegisterRow, bool>> InBand(ApprovalLimit line)
    {
        var (low, high) = ((double)line.Lower, (double)(line.Upper ?? decimal.MaxValue));
        var (lowToo, highToo) = (line.LowerIncluded, line.UpperIncluded);
        return r => (lowToo ? r.Amount >= low : r.Amount > low) && (highToo ? r.Amount <= high : r.Amount < high);
    }

    private static Expression<Func<RegisterRow, bool>> InMonth((DateTimeOffset Start, DateTimeOffset End) month)
    {
        var (start, end) = month;
        return r => r.OpenedAt >= start && r.OpenedAt < end;
    }

    private static Expression<Func<RegisterRow, Fact>> Facts(
        Expression<Func<RegisterRow, int?>> band,
        Expression<Func<RegisterRow, int?>> month
    )
    {
        Expression<Func<RegisterRow, Fact>> plain = r => new Fact
        {
            Class = r.Class,
            Department = r.Department,
            OnTime = r.OnTime,
            Amount = r.Amount ?? 0,
        };
        var row = plain.Parameters[0];
        var begun = (MemberInitExpression)plain.Body;
        MemberBinding[] added =
        [
            Expression.Bind(typeof(Fact).GetProperty(nameof(Fact.Band))!, FirstOf.Over(band, row)),
            Expression.Bind(typeof(Fact).GetProperty(nameof(Fact.Month))!, FirstOf.Over(month, row)),
        ];
        return Expression.Lambda<Func<RegisterRow, Fact>>(
            begun.Update(begun.NewExpression, [.. begun.Bindings, .. added]),
            row
        );
    }
}
