using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Engine;

/// <summary>The engine's tables. They live in the host's database, so that a host can commit them with its own.</summary>
public abstract class ElsaDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();
    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    public DbSet<EarlyStimulusRow> EarlyStimuli => Set<EarlyStimulusRow>();
    public DbSet<JournalPage> Journal => Set<JournalPage>();
    public DbSet<AlterationPlanRow> AlterationPlans => Set<AlterationPlanRow>();
    public DbSet<AlterationJobRow> AlterationJobs => Set<AlterationJobRow>();
    public DbSet<PauseRow> Pauses => Set<PauseRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DefinitionRow>(definition =>
        {
            definition.ToTable("Elsa_Definitions").HasKey(d => d.Id);
            definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
            definition.HasIndex(d => d.IsLatest);
            definition.HasIndex(d => d.IsPublished);
        });
        modelBuilder.Entity<InstanceRow>(instance =>
        {
            instance.ToTable("Elsa_Instances").HasKey(i => i.Id);
            instance.HasIndex(i => new { i.DefinitionId, i.Status });
            instance.HasIndex(i => i.CreatedAt);
            instance.HasIndex(i => i.CorrelationId);
            instance.HasIndex(i => i.ParentId);
        });
        modelBuilder.Entity<BookmarkRow>(bookmark =>
        {
            bookmark.ToTable("Elsa_Bookmarks").HasKey(b => b.Id);
            bookmark.HasIndex(b => b.Hash);
            bookmark.HasIndex(b => b.InstanceId);
        });
        modelBuilder.Entity<TriggerRow>(trigger =>
        {
            trigger.ToTable("Elsa_Triggers").HasKey(t => t.Id);
            trigger.HasIndex(t => t.Hash);
            trigger.HasIndex(t => t.DefinitionId);
        });
        modelBuilder.Entity<EarlyStimulusRow>(early =>
        {
            early.ToTable("Elsa_EarlyStimuli").HasKey(e => e.Id);
            early.HasIndex(e => e.Hash);
            early.HasIndex(e => e.CreatedAt);
        });
        modelBuilder.Entity<JournalPage>().ToTable("Elsa_JournalPages").HasKey(p => new { p.InstanceId, p.Revision });
        modelBuilder.Entity<AlterationPlanRow>().ToTable("Elsa_AlterationPlans").HasKey(p => p.Id);
        modelBuilder.Entity<AlterationPlanRow>().HasIndex(p => p.CompletedAt);
        modelBuilder
            .Entity<AlterationJobRow>()
            .ToTable("Elsa_AlterationJobs")
            .HasKey(j => new { j.PlanId, j.InstanceId });
        modelBuilder.Entity<PauseRow>().ToTable("Elsa_Pauses").Property(p => p.Id).ValueGeneratedNever();
    }
}

/// <summary>The tables on SQLite, where a time is kept as UTC ticks: text would neither sort nor compare.</summary>
public sealed class SqliteElsaDb(DbContextOptions<SqliteElsaDb> options) : ElsaDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(
            time => time.UtcTicks,
            ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
        );
}

/// <summary>The tables on PostgreSQL (timestamptz).</summary>
public sealed class PostgresElsaDb(DbContextOptions<PostgresElsaDb> options) : ElsaDb(options);
