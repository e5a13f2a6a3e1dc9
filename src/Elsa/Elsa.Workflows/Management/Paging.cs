namespace Elsa.Common.Models;

/// <summary>One page of a longer list, and how long the whole list is.</summary>
public record Page<T>(ICollection<T> Items, long TotalCount);

public static class Page
{
    public static Page<T> Of<T>(ICollection<T> items, long totalCount) => new(items, totalCount);

    public static Page<T> Empty<T>() => new([], 0);
}

/// <summary>Which part of a list is wanted, by page or by range.</summary>
public record PageArgs
{
    public static PageArgs All => new();

    public int? Offset { get; set; }
    public int? Limit { get; set; }
    public int? Page => Limit is > 0 ? Offset / Limit : null;
    public int? PageSize => Limit;

    public static PageArgs FromPage(int? page, int? pageSize) =>
        new() { Offset = page is { } p && pageSize is { } size ? p * size : null, Limit = pageSize };

    public static PageArgs FromRange(int? offset, int? limit) => new() { Offset = offset, Limit = limit };

    public static PageArgs From(int? page, int? pageSize, int? offset, int? limit) =>
        page is not null && pageSize is not null ? FromPage(page, pageSize) : FromRange(offset, limit);

    public PageArgs Next() => this with { Offset = (Offset ?? 0) + (Limit ?? 0) };
}
