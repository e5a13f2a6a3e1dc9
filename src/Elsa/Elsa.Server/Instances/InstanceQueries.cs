using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Elsa's instance filter as a database query.</summary>
internal static class InstanceQueries
{
    public static IQueryable<InstanceRow> Where(this IQueryable<InstanceRow> rows, WorkflowInstanceFilter filter)
    {
        if (filter.Id is { } id)
            rows = rows.Where(i => i.Id == id);
        if (filter.Ids is { } ids)
            rows = rows.Where(i => ids.Contains(i.Id));
        if (filter.DefinitionId is { } definition)
            rows = rows.Where(i => i.DefinitionId == definition);
        if (filter.DefinitionIds is { } definitions)
            rows = rows.Where(i => definitions.Contains(i.DefinitionId));
        if (filter.DefinitionVersionId is { } version)
            rows = rows.Where(i => i.DefinitionVersionId == version);
        if (filter.DefinitionVersionIds is { } versions)
            rows = rows.Where(i => versions.Contains(i.DefinitionVersionId));
        if (filter.ParentWorkflowInstanceIds is { } parents)
            rows = rows.Where(i => parents.Contains(i.ParentId!));
        if (filter.Version is { } number)
            rows = rows.Where(i => i.Version == number);
        if (filter.CorrelationId is { } correlation)
            rows = rows.Where(i => i.CorrelationId == correlation);
        if (filter.CorrelationIds is { } correlations)
            rows = rows.Where(i => correlations.Contains(i.CorrelationId!));
        if (filter.Name is { } name)
            rows = rows.Where(i => i.Name == name);
        if (filter.Names is { } names)
            rows = rows.Where(i => names.Contains(i.Name!));
        if (filter.HasIncidents is { } incidents)
            rows = rows.Where(i => incidents ? i.IncidentCount > 0 : i.IncidentCount == 0);
        if (filter.IsSystem is { } system)
            rows = rows.Where(i => i.IsSystem == system);
        if (filter.IsExecuting is { } executing)
            rows = rows.Where(i => i.IsExecuting == executing);
        if (filter.BeforeLastUpdated is { } before)
            rows = rows.Where(i => i.UpdatedAt < before);
        rows = rows.WhereStatus(filter);
        foreach (var time in filter.TimestampFilters ?? [])
            rows = rows.Where(time);
        return string.IsNullOrWhiteSpace(filter.SearchTerm) ? rows : rows.Search(filter.SearchTerm.Trim());
    }

    private static IQueryable<InstanceRow> WhereStatus(this IQueryable<InstanceRow> rows, WorkflowInstanceFilter filter)
    {
        if (filter.WorkflowStatus is { } status)
            rows = rows.Where(i => i.Status == (int)status);
        if (filter.WorkflowStatuses is { Count: > 0 } statuses)
        {
            var numbers = statuses.Select(s => (int)s).ToList();
            rows = rows.Where(i => numbers.Contains(i.Status));
        }
        if (filter.WorkflowSubStatus is { } sub)
            rows = rows.Where(i => i.SubStatus == (int)sub);
        if (filter.WorkflowSubStatuses is { Count: > 0 } subs)
        {
            var numbers = subs.Select(s => (int)s).ToList();
            rows = rows.Where(i => numbers.Contains(i.SubStatus));
        }
        return rows;
    }

    private static IQueryable<InstanceRow> Where(this IQueryable<InstanceRow> rows, TimestampFilter filter)
    {
        var at = filter.Timestamp;
        var times = filter.Column switch
        {
            "CreatedAt" or "createdAt" => rows.Select(i => new { Row = i, Time = (DateTimeOffset?)i.CreatedAt }),
            "UpdatedAt" or "updatedAt" => rows.Select(i => new { Row = i, Time = (DateTimeOffset?)i.UpdatedAt }),
            "FinishedAt" or "finishedAt" => rows.Select(i => new { Row = i, Time = i.FinishedAt }),
            _ => throw ElsaRefusedException.Bad($"Instances have no time called {filter.Column}."),
        };
        times = filter.Operator switch
        {
            TimestampFilterOperator.Is => times.Where(t => t.Time == at),
            TimestampFilterOperator.IsNot => times.Where(t => t.Time != at),
            TimestampFilterOperator.GreaterThan => times.Where(t => t.Time > at),
            TimestampFilterOperator.GreaterThanOrEqual => times.Where(t => t.Time >= at),
            TimestampFilterOperator.LessThan => times.Where(t => t.Time < at),
            _ => times.Where(t => t.Time <= at),
        };
        return times.Select(t => t.Row);
    }

    private static IQueryable<InstanceRow> Search(this IQueryable<InstanceRow> rows, string term)
    {
        var pattern = "%" + Like.Escape(term.ToLowerInvariant()) + "%";
#pragma warning disable CA1304, CA1311 // Runs in the database.
        return rows.Where(i =>
            EF.Functions.Like(i.Name!.ToLower(), pattern, Like.EscapeWith)
            || EF.Functions.Like(i.CorrelationId!.ToLower(), pattern, Like.EscapeWith)
            || i.Id == term
            || i.DefinitionId == term
            || i.DefinitionVersionId == term
        );
#pragma warning restore CA1304, CA1311
    }
}
