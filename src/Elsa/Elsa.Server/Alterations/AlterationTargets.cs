using System.Text.Json;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Finds the instances that a filter means.</summary>
internal sealed class AlterationTargets(IElsaSession session, ActivityFilters activities)
{
    /// <summary>How many are altered at once.</summary>
    public const int Most = 1000;

    public async Task<List<string>> FindAsync(JsonElement filter, CancellationToken stop)
    {
        var search = SearchOf(filter);
        var executed = ActivityFilter.ReadAll(filter);
        var all = filter.Flag("emptyFilterSelectsAll") == true || executed is { Count: > 0 };
        // Nothing said means nothing meant, unless all is asked for in so many words.
        if (!all && !Narrows(search))
            return [];
        var rows = session.Db.Instances.AsNoTracking().Where(search);
        return Limited(
            executed is null
                ? await rows.OrderBy(i => i.CreatedAt).Select(i => i.Id).ToListAsync(stop)
                : await activities.NarrowAsync(rows, executed, stop)
        );
    }

    public static List<string> Limited(List<string> ids) =>
        ids.Count <= Most
            ? [.. ids.Distinct()]
            : throw ElsaRefusedException.Bad($"At most {Most} instances are altered at once.");

    private static WorkflowInstanceFilter SearchOf(JsonElement filter)
    {
        var search = InstanceSearch.Of(filter).Filter;
        search.IsSystem ??= false;
        search.Ids = Some(filter.Texts("workflowInstanceIds"));
        search.CorrelationIds = Some(filter.Texts("correlationIds"));
        search.DefinitionVersionIds = Some(filter.Texts("definitionVersionIds"));
        search.Names = Some(filter.Texts("names"));
        return search;
    }

    private static bool Narrows(WorkflowInstanceFilter search) =>
        search.Ids is not null
        || search.CorrelationIds is not null
        || search.DefinitionIds is not null
        || search.DefinitionVersionIds is not null
        || search.Names is not null
        || search.SearchTerm is { Length: > 0 }
        || search.HasIncidents is not null
        || search.WorkflowStatuses is not null
        || search.WorkflowSubStatuses is not null
        || search.TimestampFilters is { Count: > 0 };

    private static List<string>? Some(List<string> texts) => texts.Count > 0 ? texts : null;
}
