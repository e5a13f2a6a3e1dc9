using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Cases.Cases;

namespace Workflows.Cases.Copies;

/// <summary>A case that somebody was sent to read (抄送): they see it, and whether they have looked is known. Somebody who
/// is sent the same case again has it unread again; the timeline keeps each sending.</summary>
public sealed class CaseCopy
{
    public required Guid CaseId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Empty when the flow sent it.</summary>
    public required Guid SentById { get; set; }
    public required DateTimeOffset SentAt { get; set; }
    public string? Note { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class CaseCopyMapping : IEntityTypeConfiguration<CaseCopy>
{
    public void Configure(EntityTypeBuilder<CaseCopy> copy)
    {
        copy.ToTable("CaseCopies").HasKey(c => new { c.CaseId, c.PersonId });
        copy.HasOne<Case>().WithMany(c => c.Copies).HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Cascade);
        copy.HasIndex(c => new { c.PersonId, c.SentAt });
    }
}
