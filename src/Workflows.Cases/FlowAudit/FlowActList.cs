using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.FlowAudit;

/// <summary>What was done to flows, the latest first.</summary>
public sealed class FlowActList(CasesDb db)
{
    /// <param name="subject">Only what was done to this flow or run; to all when null or empty.</param>
    public async Task<PageOf<FlowAct>> ReadAsync(string? subject, Paging paging, CancellationToken stop)
    {
        var acts = db.FlowActs.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(subject))
            acts = acts.Where(a => a.Subject == subject.Trim());
        var items = await acts.OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .Skip(paging.Skip)
            .Take(paging.Size)
            .ToListAsync(stop);
        return new PageOf<FlowAct>(items, await acts.CountAsync(stop), paging);
    }
}
