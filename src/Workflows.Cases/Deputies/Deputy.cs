using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Cases.People;

namespace Workflows.Cases.Deputies;

/// <summary>Somebody acts for a person for a period (代理), in one process or in all. Never deleted: it tells in whose right
/// something was done.</summary>
public sealed class Deputy
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>For whom.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Who acts.</summary>
    public required Guid DeputyId { get; init; }

    /// <summary>The first day, and the last one inclusive, in the company's time zone.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; set; }

    /// <summary>Null for every process.</summary>
    public string? ProcessKey { get; init; }
    public required Guid SetById { get; init; }
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public Guid? EndedById { get; set; }

    internal bool Covers(DateOnly day) => EndedAt is null && From <= day && day <= Until;

    internal bool Covers(string process) => ProcessKey is null || ProcessKey == process;
}

internal sealed class DeputyMapping : IEntityTypeConfiguration<Deputy>
{
    public void Configure(EntityTypeBuilder<Deputy> deputy)
    {
        deputy.ToTable("Deputies");
        deputy.HasIndex(d => d.PersonId);
        deputy.HasIndex(d => d.DeputyId);
        deputy.HasIndex(d => d.Until);
    }
}
