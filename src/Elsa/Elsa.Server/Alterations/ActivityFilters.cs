using System.Text.Json;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>What an instance must have executed to be meant: an activity by id, node, name, execution or status.</summary>
internal sealed record ActivityFilter(string? ActivityId, string? NodeId, string? InstanceId, string? Name)
{
    private ActivityStatus? Status { get; init; }

    public static List<ActivityFilter>? ReadAll(JsonElement filter)
    {
        if (filter.Find("activityFilters") is not { ValueKind: JsonValueKind.Array } list)
            return null;
        return
        [
            .. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(Read).Where(f => f.Narrows),
        ];
    }

    private static ActivityFilter Read(JsonElement json) =>
        new(json.Text("activityId"), json.Text("nodeId"), json.Text("activityInstanceId"), json.Text("name"))
        {
            Status = StatusOf(json.Text("status")),
        };

    private static ActivityStatus? StatusOf(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Enum.TryParse<ActivityStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status
        : throw ElsaRefusedException.Bad($"'{text}' is none of {string.Join(", ", Enum.GetNames<ActivityStatus>())}.");

    private bool Narrows =>
        ActivityId is not null
        || NodeId is not null
        || InstanceId is not null
        || Name is not null
        || Status is not null;

    public bool Means(ExecutionEntry execution) =>
        (ActivityId is null || execution.ActivityId == ActivityId)
        && (NodeId is null || execution.NodeId == NodeId)
        && (InstanceId is null || execution.Id == InstanceId)
        && (Name is null || execution.ActivityName == Name)
        && (Status is null || execution.Status == Status);
}

/// <summary>Finds among running instances those that executed what all filters ask for.</summary>
internal sealed class ActivityFilters(IElsaSession session, Executions executions)
{
    private const int AtOnce = 200;

    public async Task<List<string>> NarrowAsync(
        IQueryable<InstanceRow> instances,
        List<ActivityFilter> filters,
        CancellationToken stop
    )
    {
        var running = instances.Where(i => i.Status == (int)WorkflowStatus.Running);
        foreach (var filter in filters)
            running = Narrow(running, filter);
        var found = new List<string>();
        foreach (var some in (await running.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(stop)).Chunk(AtOnce))
        {
            var executed = await executions.OfManyAsync(some, stop);
            found.AddRange(some.Where(id => filters.TrueForAll(f => executed[id].Any(f.Means))));
        }
        return found;
    }

    // Executions lie packed: the database first leaves out what cannot be meant.
    private IQueryable<InstanceRow> Narrow(IQueryable<InstanceRow> instances, ActivityFilter filter)
    {
        if (filter.InstanceId is { } execution)
            instances = instances.Where(i =>
                session.Db.Journal.Any(p => p.InstanceId == i.Id && p.ExecutionIds.Contains(execution))
            );
        return instances;
    }
}
