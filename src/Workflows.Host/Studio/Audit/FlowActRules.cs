using Workflows.Cases.FlowAudit;

namespace Workflows.Host.Studio.Audit;

/// <summary>Which requests of Studio's API do something, and what that is called. Reading and searching, which Studio partly
/// does by POST, stand in none of them.</summary>
internal static class FlowActRules
{
    private static readonly FlowActRule[] All =
    [
        new("POST", "workflow-definitions", RecordFlowActs.Saved),
        new("POST", "workflow-definitions/{id}/publish", "published"),
        new("POST", "workflow-definitions/{id}/retract", "retracted"),
        new("POST", "workflow-definitions/{id}/revert/*", "reverted"),
        new("POST", "workflow-definitions/{id}/update-references", "referencesUpdated"),
        new("DELETE", "workflow-definitions/{id}", "deleted"),
        new("DELETE", "workflow-definitions/{id}/version/*", "versionDeleted"),
        new("POST", "workflow-definitions/import", "imported"),
        new("PUT", "workflow-definitions/{id}/import", "imported"),
        new("POST", "workflow-definitions/import-files", "imported"),
        new("POST", "bulk-actions/import/workflow-definitions", "imported"),
        new("POST", "bulk-actions/publish/workflow-definitions/*", "published"),
        new("POST", "bulk-actions/retract/workflow-definitions/*", "retracted"),
        new("POST", "bulk-actions/delete/workflow-definitions/by-definition-id", "deleted"),
        new("DELETE", "workflow-definition-versions/{id}", "versionDeleted"),
        new("POST", "bulk-actions/delete/workflow-definitions/by-id", "versionDeleted"),
        new("POST", "workflow-definitions/{id}/execute", "run"),
        new("POST", "workflow-definitions/{id}/dispatch", "run"),
        new("POST", "workflow-definitions/{id}/bulk-dispatch", "run"),
        new("POST", "events/{id}/trigger", "eventTriggered"),
        new("POST", "tasks/{id}/complete", "taskCompleted"),
        new("DELETE", "workflow-instances/{id}", "runDeleted"),
        new("POST", "cancel/workflow-instances/{id}", "runCancelled"),
        new("POST", "bulk-actions/cancel/workflow-instances", "runCancelled"),
        new("POST", "bulk-actions/delete/workflow-instances/*", "runDeleted"),
        new("POST", "workflow-instances/import", "runImported"),
        new("POST", "bulk-actions/import/workflow-instances", "runImported"),
        new("POST", "workflow-instances/{id}/variables", "variablesChanged"),
        new("POST", "alterations/run", "runAltered"),
        new("POST", "alterations/submit", "runAltered"),
        new("POST", "alterations/workflows/retry", "runRetried"),
        new("POST", "admin/workflow-runtime/pause", "enginePaused"),
        new("POST", "admin/workflow-runtime/resume", "engineResumed"),
    ];

    /// <summary>The rule that the request falls under and what its path names; null when it only reads.</summary>
    /// <param name="path">The path below the API's root, without the slash in front.</param>
    public static FlowActCall? Find(string method, string path) =>
        All.Select(rule => rule.Match(method, path)).FirstOrDefault(call => call is not null);
}

/// <summary>A request that does something. In <paramref name="Path"/> <c>*</c> is any one part.</summary>
internal sealed record FlowActRule(string Method, string Path, string Act)
{
    private readonly string[] parts = Path.Split('/');

    public FlowActCall? Match(string method, string path)
    {
        var found = path.Split('/');
        if (!method.Equals(Method, StringComparison.OrdinalIgnoreCase) || found.Length != parts.Length)
            return null;
        var call = new FlowActCall(Act, null);
        for (var at = 0; at < parts.Length; at++)
            switch (parts[at])
            {
                case "*":
                    break;
                case "{id}":
                    call = call with { Id = Uri.UnescapeDataString(found[at]) };
                    break;
                default:
                    if (!found[at].Equals(parts[at], StringComparison.OrdinalIgnoreCase))
                        return null;
                    break;
            }
        return call;
    }
}

/// <summary>What a request does, and what its path says to which flow or run.</summary>
internal sealed record FlowActCall(string Act, string? Id)
{
    private static readonly HashSet<string> Edits =
    [
        RecordFlowActs.Saved,
        "published",
        "retracted",
        "reverted",
        "referencesUpdated",
        "deleted",
        "versionDeleted",
        "imported",
    ];

    /// <summary>Whether the engine tells of it when it happens. If it does not, nothing was changed.</summary>
    public bool IsEdit => Edits.Contains(Act);

    /// <summary>What the running request does; null when it only reads.</summary>
    public static FlowActCall? Of(HttpContext context) =>
        context.Items.TryGetValue(typeof(FlowActCall), out var call) ? (FlowActCall?)call : null;

    public void BecomeThatOf(HttpContext context) => context.Items[typeof(FlowActCall)] = this;
}
