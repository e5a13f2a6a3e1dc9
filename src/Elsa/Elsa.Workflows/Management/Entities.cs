namespace Elsa.Common.Entities;

/// <summary>Something stored under a string id.</summary>
public abstract class Entity
{
    public string Id { get; set; } = null!;
    public string? TenantId { get; set; }
}

/// <summary>One version of something that has versions; at most one is the latest and at most one is published.</summary>
public abstract class VersionedEntity : Entity
{
    public DateTimeOffset CreatedAt { get; set; }
    public int Version { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
}

public enum OrderDirection
{
    Ascending,
    Descending,
}

/// <summary>By what a query is sorted, as an expression that the database can translate.</summary>
public class OrderDefinition<T, TProp>
{
    public OrderDefinition() { }

    public OrderDefinition(System.Linq.Expressions.Expression<Func<T, TProp>> keySelector, OrderDirection direction)
    {
        KeySelector = keySelector;
        Direction = direction;
    }

    public OrderDirection Direction { get; set; }
    public System.Linq.Expressions.Expression<Func<T, TProp>> KeySelector { get; set; } = null!;
}
