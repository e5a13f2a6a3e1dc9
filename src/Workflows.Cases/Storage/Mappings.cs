using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Storage;

internal sealed class PeopleMapping
    : IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<PersonRole>,
        IEntityTypeConfiguration<Department>,
        IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.Property(p => p.Revision).IsConcurrencyToken();
        person.HasIndex(p => p.SignInName).IsUnique();
        person.HasMany(p => p.Roles).WithOne().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PersonRole> role) =>
        role.ToTable("PersonRoles").HasKey(r => new { r.PersonId, r.RoleKey });

    public void Configure(EntityTypeBuilder<Department> department) =>
        department.ToTable("Departments").HasKey(d => d.Key);

    public void Configure(EntityTypeBuilder<Role> role) => role.ToTable("Roles").HasKey(r => r.Key);
}

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseSequence>
{
    public void Configure(EntityTypeBuilder<Case> one)
    {
        one.ToTable("Cases");
        one.Ignore(c => c.IsNumbered);
        one.Property(c => c.Status).HasConversion<string>();
        // Who may see a case is asked wherever one is read.
        one.Navigation(c => c.Copies).AutoInclude();
        one.Property(c => c.Revision).IsConcurrencyToken();
        // The database, not the numbering code, is what forbids duplicates [A21-no].
        one.HasIndex(c => c.Number).IsUnique();
        one.HasIndex(c => new { c.ApplicantId, c.OpenedAt });
        one.HasIndex(c => c.OpenedAt);
        one.HasIndex(c => c.FlowInstanceId);
    }

    public void Configure(EntityTypeBuilder<CaseSequence> sequence) =>
        sequence.ToTable("CaseSequences").HasKey(s => new { s.ProcessKey, s.Period });
}

internal sealed class TaskMapping : IEntityTypeConfiguration<CaseTask>, IEntityTypeConfiguration<TaskCandidate>
{
    public void Configure(EntityTypeBuilder<CaseTask> task)
    {
        task.ToTable("Tasks");
        task.Property(t => t.Kind).HasConversion<string>();
        task.Property(t => t.Purpose).HasConversion<string>().HasDefaultValue(TaskPurpose.Step);
        task.HasIndex(t => t.ParentId);
        task.Property(t => t.Status).HasConversion<string>();
        task.Property(t => t.DecidedThrough).HasConversion<string>();
        task.Property(t => t.Revision).IsConcurrencyToken();
        AsWords(task.Property(t => t.Outcomes));
        AsWords(task.Property(t => t.ReturnTargets));
        task.HasMany(t => t.Candidates).WithOne().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        task.HasIndex(t => new { t.AssigneeId, t.Status });
        task.HasIndex(t => t.DecidedById);
        // On-time ratios of a register are counted from the index alone.
        task.HasIndex(t => new
        {
            t.CaseId,
            t.Status,
            t.Step,
            t.Due,
            t.EndedAt,
        });
        // The inbox sorts what is open; what was decided years ago must not make it slower.
        task.HasIndex(t => t.Due).HasFilter("\"Status\" = 'Open'");
    }

    public void Configure(EntityTypeBuilder<TaskCandidate> candidate)
    {
        candidate
            .ToTable("TaskCandidates")
            .HasKey(c => new
            {
                c.TaskId,
                c.Kind,
                c.Key,
            });
        candidate.Property(c => c.Kind).HasConversion<string>();
        candidate.HasIndex(c => new { c.Kind, c.Key });
    }

    // Outcome names and targets are words without commas.
    private static void AsWords(PropertyBuilder<IReadOnlyList<string>> words) =>
        words.HasConversion(
            list => string.Join(',', list),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries),
            new ValueComparer<IReadOnlyList<string>>(
                (a, b) => a!.SequenceEqual(b!),
                list => list.Aggregate(0, (hash, word) => HashCode.Combine(hash, word)),
                list => list
            )
        );
}

internal sealed class TimelineMapping : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> entry)
    {
        entry.ToTable("Timeline").HasKey(e => new { e.CaseId, e.Sequence });
        entry.Property(e => e.Channel).HasConversion<string>();
    }
}

internal sealed class TimerMapping : IEntityTypeConfiguration<CaseTimer>
{
    public void Configure(EntityTypeBuilder<CaseTimer> timer)
    {
        timer.ToTable("Timers");
        timer.Property(t => t.Kind).HasConversion<string>();
        timer.Property(t => t.State).HasConversion<string>();
        timer.Property(t => t.Stage).HasConversion<string>();
        timer.Property(t => t.Revision).IsConcurrencyToken();
        // Only what still waits is ever looked for by time.
        timer.HasIndex(t => t.WakeAt).HasFilter("\"State\" = 'Pending'");
        timer.HasIndex(t => t.CaseId);
        timer.HasIndex(t => t.TaskId);
        timer.HasIndex(t => t.BookmarkId);
        timer.HasIndex(t => t.Name);
    }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMail>, IEntityTypeConfiguration<MailToken>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.ToTable("Outbox");
        mail.Property(m => m.Status).HasConversion<string>();
        mail.HasIndex(m => m.NextAttemptAt).HasFilter("\"Status\" = 'Waiting'");
        mail.HasIndex(m => new { m.Status, m.CreatedAt });
        mail.HasIndex(m => m.TaskId);
    }

    public void Configure(EntityTypeBuilder<MailToken> token)
    {
        token.ToTable("MailTokens").HasKey(t => t.Hash);
        token.HasIndex(t => t.TaskId);
    }
}
