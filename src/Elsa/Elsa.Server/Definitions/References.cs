using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Which definitions use which, and bringing those that use one to its version in force.</summary>
internal sealed class References(IElsaSession session, IWorkflowDefinitionStore store, IServiceProvider services)
{
    private bool _isUpdating;

    /// <summary>The definitions whose newest version uses this one, directly or through others.</summary>
    public async Task<IReadOnlyList<string>> ConsumersAsync(string definitionId, CancellationToken stop)
    {
        var found = new List<string>();
        var pending = new Queue<string>([definitionId]);
        while (pending.TryDequeue(out var id))
        {
            foreach (var consumer in await DirectAsync(id, stop))
            {
                if (consumer == definitionId || found.Contains(consumer))
                    continue;
                found.Add(consumer);
                pending.Enqueue(consumer);
            }
        }
        return found;
    }

    /// <summary>
    /// Where the author of the definition wants it, those that use it follow it: published ones are published anew,
    /// drafts stay drafts. What then cannot be published stays as it is.
    /// </summary>
    /// <returns>What was brought up to date.</returns>
    public async Task<IReadOnlyList<WorkflowDefinition>> UpdateAsync(WorkflowDefinition used, CancellationToken stop)
    {
        if (_isUpdating || used.Options is not { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true })
            return [];
        _isUpdating = true;
        try
        {
            return await session.WriteAsync(token => FollowAsync(used.DefinitionId, token), stop);
        }
        finally
        {
            _isUpdating = false;
        }
    }

    private async Task<IReadOnlyList<WorkflowDefinition>> FollowAsync(string definitionId, CancellationToken stop)
    {
        var updated = new Dictionary<string, WorkflowDefinition>();
        // Breadth first: who uses a definition that was itself updated comes after it.
        var pending = new Queue<string>([definitionId]);
        var seen = new HashSet<string>();
        while (pending.TryDequeue(out var id))
        {
            if (!seen.Add(id) || await InForceAsync(id, stop) is not { } target)
                continue;
            foreach (var consumer in await DirectAsync(id, stop))
            {
                if (await PointAtAsync(consumer, target, stop) is not { } changed)
                    continue;
                updated[consumer] = changed;
                pending.Enqueue(consumer);
            }
        }
        return [.. updated.Values];
    }

    private async Task<WorkflowDefinition?> PointAtAsync(
        string consumer,
        WorkflowDefinition target,
        CancellationToken stop
    )
    {
        // The publisher needs this and this the publisher: resolved when it is time.
        var publisher = services.GetRequiredService<IWorkflowDefinitionPublisher>();
        var latest = await store.FindAsync(Filter(consumer, VersionOptions.Latest), stop);
        if (latest is null or { IsReadonly: true })
            return null;
        var root = JsonNode.Parse(latest.StringData ?? "{}", ElsaJson.Node, ElsaJson.Document)!;
        var changed = 0;
        foreach (var activity in Uses(root).Where(use => Names(use, target.DefinitionId)))
            changed += Point(activity, target);
        if (changed == 0 || await publisher.GetDraftAsync(consumer, VersionOptions.Latest, stop) is not { } draft)
            return null;
        draft.StringData = root.ToJsonString(ElsaJson.Plain);
        if (!latest.IsPublished)
            return await publisher.SaveDraftAsync(draft, stop);
        return (await publisher.PublishAsync(draft, stop)).Succeeded ? draft : null;
    }

    private static int Point(JsonObject activity, WorkflowDefinition target)
    {
        if ((string?)activity["workflowDefinitionVersionId"] == target.Id)
            return 0;
        activity["type"] = SafeNames.TypeOf(target.Name ?? "");
        activity["version"] = target.Version;
        activity["workflowDefinitionVersionId"] = target.Id;
        activity["latestAvailablePublishedVersion"] = target.Version;
        activity["latestAvailablePublishedVersionId"] = target.Id;
        return 1;
    }

    private Task<WorkflowDefinition?> InForceAsync(string id, CancellationToken stop) =>
        store.FindAsync(Filter(id, VersionOptions.Published), stop);

    private async Task<List<string>> DirectAsync(string definitionId, CancellationToken stop)
    {
        // The database narrows down to where the id is mentioned at all; the JSON decides.
        var rows = await session
            .Db.Definitions.AsNoTracking()
            .Where(d => d.IsLatest && d.DefinitionId != definitionId && d.Root.Contains(definitionId))
            .OrderBy(d => d.DefinitionId)
            .Select(d => new { d.DefinitionId, d.Root })
            .ToListAsync(stop);
        return
        [
            .. rows.Where(row =>
                    Uses(JsonNode.Parse(row.Root, ElsaJson.Node, ElsaJson.Document)!)
                        .Any(use => Names(use, definitionId))
                )
                .Select(row => row.DefinitionId),
        ];
    }

    private static bool Names(JsonObject use, string definitionId) =>
        use["workflowDefinitionId"] is JsonValue value
        && value.TryGetValue<string>(out var id)
        && id == definitionId
        && use.ContainsKey("latestAvailablePublishedVersion");

    private static IEnumerable<JsonObject> Uses(JsonNode? json)
    {
        var pending = new Stack<JsonNode?>([json]);
        while (pending.TryPop(out var node))
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                    pending.Push(item);
            }
            else if (node is JsonObject thing)
            {
                if (thing.ContainsKey("workflowDefinitionId"))
                    yield return thing;
                foreach (var (_, value) in thing.ToList())
                    pending.Push(value);
            }
        }
    }

    private static WorkflowDefinitionFilter Filter(string id, VersionOptions version) =>
        new() { DefinitionId = id, VersionOptions = version };
}
