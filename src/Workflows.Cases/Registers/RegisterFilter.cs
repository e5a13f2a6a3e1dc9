using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;

namespace Workflows.Cases.Registers;

/// <summary>What a register is narrowed down to; what is null does not matter.</summary>
/// <param name="Text">Stands in number, summary or one of the searched fields; two Chinese characters suffice.</param>
/// <param name="From">First day it was opened on, company time.</param>
/// <param name="To">Last day it was opened on.</param>
/// <param name="OnTime">Whether its clock was met; null for all.</param>
public sealed record RegisterFilter(
    string? Text = null,
    string? Class = null,
    string? Department = null,
    CaseStatus? Status = null,
    DateOnly? From = null,
    DateOnly? To = null,
    decimal? MinAmount = null,
    decimal? MaxAmount = null,
    bool? OnTime = null,
    RegisterSort Sort = RegisterSort.Newest
)
{
    public bool IsNarrow => this with { Sort = RegisterSort.Newest } != new RegisterFilter();

    internal IQueryable<RegisterRow> Apply(IQueryable<RegisterRow> rows, CompanyTime time)
    {
        if (!string.IsNullOrWhiteSpace(Text))
        {
            var text = Text.Trim().ToLowerInvariant();
            rows = rows.Where(r => r.Text.Contains(text));
        }
        if (!string.IsNullOrEmpty(Class))
            rows = rows.Where(r => r.Class == Class);
        if (!string.IsNullOrEmpty(Department))
            rows = rows.Where(r => r.Department == Department);
        if (Status?.ToString() is { } status)
            rows = rows.Where(r => r.Status == status);
        if (OnTime is { } met)
            rows = rows.Where(r => r.OnTime == met);
        return ByAmount(ByDay(rows, time));
    }

    private IQueryable<RegisterRow> ByDay(IQueryable<RegisterRow> rows, CompanyTime time)
    {
        if (From is { } from)
        {
            var start = time.EndOf(from.AddDays(-1)).AddSeconds(1);
            rows = rows.Where(r => r.OpenedAt >= start);
        }
        if (To is { } to)
        {
            var end = time.EndOf(to).AddSeconds(1);
            rows = rows.Where(r => r.OpenedAt < end);
        }
        return rows;
    }

    private IQueryable<RegisterRow> ByAmount(IQueryable<RegisterRow> rows)
    {
        if (MinAmount is { } least)
        {
            var low = (double)least;
            rows = rows.Where(r => r.Amount >= low);
        }
        if (MaxAmount is { } most)
        {
            var high = (double)most;
            rows = rows.Where(r => r.Amount <= high);
        }
        return rows;
    }
}
