using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Deadlines;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Storage;

/// <summary>Everything the business keeps. Writes go through <see cref="UnitOfWork"/>; reads outside it do not track.</summary>
public abstract class CasesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonRole> PersonRoles => Set<PersonRole>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseSequence> CaseSequences => Set<CaseSequence>();
    public DbSet<CaseTask> Tasks => Set<CaseTask>();
    public DbSet<TaskCandidate> TaskCandidates => Set<TaskCandidate>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<CaseTimer> Timers => Set<CaseTimer>();
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();
    public DbSet<MailToken> MailTokens => Set<MailToken>();
    public DbSet<CustomerFile> Customers => Set<CustomerFile>();
    public DbSet<CustomerChange> CustomerChanges => Set<CustomerChange>();

    protected override void OnModelCreating(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CasesDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<LocalText>().HaveConversion<JsonConverter<LocalText>>();
}

/// <summary>The embedded database. Times are UTC ticks: SQLite has no type of its own that sorts.</summary>
public sealed class SqliteCasesDb(DbContextOptions<SqliteCasesDb> options) : CasesDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}

/// <summary>The database of a production installation.</summary>
public sealed class PostgresCasesDb(DbContextOptions<PostgresCasesDb> options) : CasesDb(options);
