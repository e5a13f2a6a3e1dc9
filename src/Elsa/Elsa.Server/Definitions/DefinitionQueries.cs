using System.Linq.Expressions;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Elsa's filters and orders as database queries.</summary>
internal static class DefinitionQueries
{
    public static IQueryable<DefinitionRow> Where(this IQueryable<DefinitionRow> rows, WorkflowDefinitionFilter filter)
    {
        var definitionId = filter.DefinitionId ?? filter.DefinitionHandle?.DefinitionId;
        var id = filter.Id ?? filter.DefinitionHandle?.DefinitionVersionId;
        var version = filter.VersionOptions ?? filter.DefinitionHandle?.VersionOptions;
        if (definitionId is not null)
            rows = rows.Where(d => d.DefinitionId == definitionId);
        if (filter.DefinitionIds is { } definitionIds)
            rows = rows.Where(d => definitionIds.Contains(d.DefinitionId));
        if (id is not null)
            rows = rows.Where(d => d.Id == id);
        if (filter.Ids is { } ids)
            rows = rows.Where(d => ids.Contains(d.Id));
        if (version is { } v)
            rows = rows.Where(v);
        if (filter.Name is { } name)
            rows = rows.Where(d => d.Name == name);
        if (filter.Names is { } names)
            rows = rows.Where(d => names.Contains(d.Name!));
        if (filter.MaterializerName is { } materializer)
            rows = rows.Where(d => d.MaterializerName == materializer);
        if (filter.UsableAsActivity is { } usable)
            rows = rows.Where(d => d.UsableAsActivity == usable);
        if (filter.IsSystem is { } system)
            rows = rows.Where(d => d.IsSystem == system);
        if (filter.IsReadonly is { } isReadonly)
            rows = rows.Where(d => d.IsReadonly == isReadonly);
        if (!string.IsNullOrWhiteSpace(filter.SearchTerm))
            rows = rows.Search(filter.SearchTerm.Trim());
        return rows;
    }

    public static IQueryable<DefinitionRow> Where(this IQueryable<DefinitionRow> rows, VersionOptions version) =>
        version switch
        {
            { IsLatest: true } => rows.Where(d => d.IsLatest),
            { IsPublished: true } => rows.Where(d => d.IsPublished),
            { IsLatestOrPublished: true } => rows.Where(d => d.IsLatest || d.IsPublished),
            { IsLatestAndPublished: true } => rows.Where(d => d.IsLatest && d.IsPublished),
            { IsDraft: true } => rows.Where(d => !d.IsPublished && d.IsLatest),
            { Version: > 0 and var number } => rows.Where(d => d.Version == number),
            _ => rows,
        };

    private static IQueryable<DefinitionRow> Search(this IQueryable<DefinitionRow> rows, string term)
    {
        var pattern = "%" + Like.Escape(term.ToLowerInvariant()) + "%";
#pragma warning disable CA1304, CA1311 // Runs in the database.
        return rows.Where(d =>
            EF.Functions.Like(d.Name!.ToLower(), pattern, Like.EscapeWith)
            || EF.Functions.Like(d.Description!.ToLower(), pattern, Like.EscapeWith)
            || d.Id == term
            || d.DefinitionId == term
        );
#pragma warning restore CA1304, CA1311
    }
}

internal static class Like
{
    public const string EscapeWith = "\\";

    public static string Escape(string term) =>
        term.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>Sorts rows by an order that was written for the entity: the properties have the same names.</summary>
internal static class Ordering
{
    public static IQueryable<TRow> OrderBy<TRow, TEntity, TProp>(
        this IQueryable<TRow> rows,
        OrderDefinition<TEntity, TProp>? order
    )
    {
        if (order?.KeySelector is not { } key)
            return rows;
        var row = Expression.Parameter(typeof(TRow), "row");
        var body = new ToRow(key.Parameters[0], row).Visit(key.Body);
        var selector = Expression.Lambda<Func<TRow, TProp>>(body, row);
        return order.Direction == OrderDirection.Ascending ? rows.OrderBy(selector) : rows.OrderByDescending(selector);
    }

    public static IQueryable<T> Page<T>(this IQueryable<T> rows, PageArgs? page)
    {
        if (page?.Offset is { } offset)
            rows = rows.Skip(offset);
        return page?.Limit is { } limit ? rows.Take(limit) : rows;
    }

    private sealed class ToRow(ParameterExpression entity, ParameterExpression row) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != entity)
                return base.VisitMember(node);
            var member = Expression.PropertyOrField(row, node.Member.Name);
            return member.Type == node.Type ? member : Expression.Convert(member, node.Type);
        }
    }
}
