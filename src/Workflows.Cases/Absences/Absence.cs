using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.Absences;

/// <summary>Somebody is away for a period: an approved leave [E4]. Table <c>Absences</c>.</summary>
public sealed class Absence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }

    /// <summary>The first day, and the last one inclusive, in the company's time zone.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }

    /// <summary>For example <c>personal</c> or <c>sick</c>: a value of the form that asked for it.</summary>
    public required string Kind { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>Why it counts as absence for the points ledger, for example <c>no-certificate</c>; null when it does not.</summary>
    public string? Flag { get; set; }

    internal bool Covers(DateOnly day) => From <= day && day <= Until;
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("Absences");
        absence.Property(a => a.Kind).HasMaxLength(50);
        absence.Property(a => a.Flag).HasMaxLength(50);
        absence.HasIndex(a => new { a.PersonId, a.From });
        absence.HasIndex(a => a.CaseId).IsUnique();
        absence.HasIndex(a => a.Until);
    }
}
