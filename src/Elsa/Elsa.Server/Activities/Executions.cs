using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Workflows.Engine;

/// <summary>Reads the journal pages of an instance back into executions.</summary>
internal sealed class Executions(IElsaSession session, IMemoryCache whereabouts)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>All executions of an instance in the order in which they began; of each, as it last was.</summary>
    public async Task<List<ExecutionEntry>> OfAsync(string instanceId, CancellationToken stop)
    {
        var pages = await session
            .Db.Journal.AsNoTracking()
            .Where(p => p.InstanceId == instanceId && p.ExecutionIds != "")
            .OrderBy(p => p.Revision)
            .Select(p => p.Executions)
            .ToListAsync(stop);
        var latest = new Dictionary<string, ExecutionEntry>();
        foreach (var execution in pages.SelectMany(Read))
            latest[execution.Id] = execution;
        // The viewer asks for single executions next, without saying of which instance.
        foreach (var id in latest.Keys)
            whereabouts.Set(Key(id), instanceId, Remembered);
        return [.. latest.Values.OrderBy(e => e.StartedAt)];
    }

    /// <summary>The executions of several instances, each as it last was.</summary>
    public async Task<ILookup<string, ExecutionEntry>> OfManyAsync(
        IReadOnlyCollection<string> instanceIds,
        CancellationToken stop
    )
    {
        var pages = await session
            .Db.Journal.AsNoTracking()
            .Where(p => instanceIds.Contains(p.InstanceId) && p.ExecutionIds != "")
            .OrderBy(p => p.Revision)
            .Select(p => new { p.InstanceId, p.Executions })
            .ToListAsync(stop);
        var latest = new Dictionary<string, (string InstanceId, ExecutionEntry Execution)>();
        foreach (var page in pages)
        foreach (var execution in Read(page.Executions))
            latest[execution.Id] = (page.InstanceId, execution);
        return latest.Values.ToLookup(e => e.InstanceId, e => e.Execution);
    }

    public async Task<(string InstanceId, List<ExecutionEntry> All)?> WithAsync(
        string executionId,
        CancellationToken stop
    )
    {
        if (executionId.Length == 0 || executionId.Contains(' ', StringComparison.Ordinal))
            return null;
        if (!whereabouts.TryGetValue<string>(Key(executionId), out var instanceId))
        {
            instanceId = await session
                .Db.Journal.AsNoTracking()
                .Where(p => p.ExecutionIds.Contains(executionId))
                .Select(p => p.InstanceId)
                .FirstOrDefaultAsync(stop);
        }
        return instanceId is null ? null : (instanceId, await OfAsync(instanceId, stop));
    }

    public async Task<List<ActivityExecutionStats>> StatsAsync(
        string instanceId,
        IReadOnlyCollection<string> nodeIds,
        CancellationToken stop
    )
    {
        var executions = (await OfAsync(instanceId, stop)).ToLookup(e => e.NodeId);
        return [.. nodeIds.Distinct().Where(executions.Contains).Select(node => Stats(executions[node].ToList()))];
    }

    private static ActivityExecutionStats Stats(List<ExecutionEntry> executions)
    {
        var last = executions[^1];
        var completed = executions.Count(e => e.CompletedAt is not null);
        return new ActivityExecutionStats
        {
            ActivityId = last.ActivityId,
            ActivityNodeId = last.NodeId,
            StartedCount = executions.Count,
            CompletedCount = completed,
            UncompletedCount = executions.Count - completed,
            IsBlocked = executions.Exists(e => e is { HasBookmarks: true, CompletedAt: null }),
            IsFaulted = executions.Exists(e => e.Status == ActivityStatus.Faulted),
            AggregateFaultCount = executions.Sum(e => e.AggregateFaultCount),
            Metadata = new Dictionary<string, object> { ["_type"] = "ObjectMap" },
        };
    }

    private static List<ExecutionEntry> Read(byte[] page) =>
        JsonSerializer.Deserialize<List<ExecutionEntry>>(Packing.Unpack(page), ElsaJson.Plain) ?? [];

    private static string Key(string executionId) => "Elsa.Execution:" + executionId;
}
