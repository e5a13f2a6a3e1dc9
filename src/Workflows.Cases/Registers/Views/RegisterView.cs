using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.Registers.Views;

/// <summary>A way of looking at a register that somebody has given a name: filter, order and columns. Table
/// <c>RegisterViews</c>.</summary>
public sealed class RegisterView
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string ProcessKey { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Name { get; set; }

    /// <summary>Filter, order and columns as the register's address names them.</summary>
    public required string Query { get; set; }

    /// <summary>Everybody who opens the register finds it.</summary>
    public bool IsShared { get; set; }

    /// <summary>What its owner sees first; of a shared one everybody who has not chosen one of their own.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Set when it was deleted: it can be taken back from there.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Counts the changes: two people may look after a shared one.</summary>
    public int Revision { get; set; }
}

internal sealed class RegisterViewMapping : IEntityTypeConfiguration<RegisterView>
{
    public void Configure(EntityTypeBuilder<RegisterView> view)
    {
        view.ToTable("RegisterViews");
        view.Property(v => v.Revision).IsConcurrencyToken();
        view.HasIndex(v => new { v.ProcessKey, v.OwnerId });
    }
}
