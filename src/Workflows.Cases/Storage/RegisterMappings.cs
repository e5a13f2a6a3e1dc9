using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Cases.Attachments;
using Workflows.Cases.Calendar;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Letters;
using Workflows.Cases.Links;
using Workflows.Cases.Registers;

namespace Workflows.Cases.Storage;

internal sealed class ClockMapping
    : IEntityTypeConfiguration<CaseDeadline>,
        IEntityTypeConfiguration<CasePause>,
        IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CaseDeadline> deadline)
    {
        deadline.ToTable("CaseDeadlines").Ignore(d => d.IsMet);
        deadline.HasIndex(d => d.CaseId);
        // The overdue board looks only at those that run.
        deadline.HasIndex(d => d.Due).HasFilter("\"StoppedAt\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<CasePause> pause)
    {
        pause.ToTable("CasePauses");
        pause.HasIndex(p => p.CaseId);
    }

    public void Configure(EntityTypeBuilder<CalendarDay> day)
    {
        day.ToTable("CalendarDays").HasKey(d => d.Day);
        day.Property(d => d.Kind).HasConversion<string>();
    }
}

internal sealed class RegisterMapping
    : IEntityTypeConfiguration<RegisterEntry>,
        IEntityTypeConfiguration<RegisterRow>,
        IEntityTypeConfiguration<CaseLink>,
        IEntityTypeConfiguration<CaseLetter>,
        IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<RegisterEntry> entry)
    {
        entry.ToTable("RegisterEntries");
        entry.HasIndex(e => e.CaseId);
        entry.HasIndex(e => new { e.DepartmentKey, e.At });
    }

    public void Configure(EntityTypeBuilder<RegisterRow> row)
    {
        row.ToTable("RegisterRows").HasKey(r => r.CaseId);
        // Everything but the text to search: filters, counts and every order are answered from the index alone.
        row.HasIndex(r => new
            {
                r.ProcessKey,
                r.OpenedAt,
                r.CaseId,
                r.Class,
                r.Department,
                r.Status,
                r.Amount,
                r.OnTime,
                r.Due,
                r.ClosedAt,
                r.NumberKey,
            })
            .HasDatabaseName("IX_RegisterRows_Lists");
    }

    public void Configure(EntityTypeBuilder<CaseLink> link)
    {
        link.ToTable("CaseLinks");
        link.HasIndex(l => l.FromId);
        link.HasIndex(l => l.ToId);
    }

    public void Configure(EntityTypeBuilder<CaseLetter> letter)
    {
        letter.ToTable("CaseLetters");
        letter.HasIndex(l => l.CaseId);
    }

    public void Configure(EntityTypeBuilder<Attachment> file)
    {
        file.ToTable("Attachments");
        file.HasIndex(a => a.CaseId);
    }
}
