using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.People;

/// <summary>Something that was so of a person for a time: which department, which supervisor, a role … A line is written when
/// it begins and closed once when it ends; nothing else of it ever changes and none is deleted.</summary>
public sealed class PersonFact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required FactKind What { get; init; }

    /// <summary>The key of the department or role, the id of the supervisor, the name, or the two days of the validity as
    /// <c>2026-01-01/2026-12-31</c>, each empty where there is none.</summary>
    public required string Value { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>Null as long as it holds.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Who made it so, and who ended it; an empty id for the system itself.</summary>
    public required Guid SetById { get; init; }
    public Guid? EndedById { get; set; }
}

/// <summary>What the history keeps of a person.</summary>
public enum FactKind
{
    Department,
    Supervisor,
    Role,
    Name,

    /// <summary>Works here, within two days that are the value. Ends when the person is deactivated.</summary>
    Validity,
}

internal sealed class PersonFactMapping : IEntityTypeConfiguration<PersonFact>
{
    public void Configure(EntityTypeBuilder<PersonFact> fact)
    {
        fact.ToTable("PersonFacts");
        fact.Property(f => f.What).HasConversion<string>();
        fact.HasIndex(f => new { f.PersonId, f.What });
        fact.HasIndex(f => new
        {
            f.What,
            f.Value,
            f.From,
        });
    }
}
