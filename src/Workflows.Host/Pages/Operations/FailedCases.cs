using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Storage;

namespace Workflows.Host.Pages;

/// <summary>The cases whose flow failed, the latest first, at most 200.</summary>
public sealed class FailedCases(CasesDb db)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<FailedCase>> ReadAsync(CancellationToken stop)
    {
        var found = await (
            from one in db.Cases.AsNoTracking()
            where one.Status == CaseStatus.Faulted
            let last = db
                .Timeline.Where(e => e.CaseId == one.Id && e.Kind == "case.faulted")
                .OrderByDescending(e => e.Sequence)
                .FirstOrDefault()
            orderby one.OpenedAt descending
            select new
            {
                one.Id,
                one.Number,
                one.Summary,
                last.At,
                last.Details,
            }
        )
            .Take(Most)
            .ToListAsync(stop);
        return found.ConvertAll(c =>
        {
            var details = JsonNode.Parse(c.Details ?? "{}")!;
            return new FailedCase(
                c.Id,
                c.Number,
                c.Summary,
                c.At,
                Text(details, "activityId"),
                Text(details, "message")
            );
        });
    }

    private static string Text(JsonNode details, string name) => details[name]?.ToString() ?? "";
}

/// <summary>A case whose flow failed, with the activity and what it said.</summary>
public sealed record FailedCase(
    Guid Id,
    string Number,
    string Summary,
    DateTimeOffset At,
    string ActivityId,
    string Message
);
