using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Workflows.Cases.Attachments;
using Workflows.Cases.Calendar;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Customers;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Deputies;
using Workflows.Cases.FlowAudit;
using Workflows.Cases.Letters;
using Workflows.Cases.Links;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Registers;
using Workflows.Cases.Registers.Views;
using Workflows.Cases.Signing;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Storage;

/// <summary>Everything the business keeps. Writes go through <see cref="UnitOfWork"/>; reads outside it do not track.</summary>
public abstract class CasesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonRole> PersonRoles => Set<PersonRole>();
    public DbSet<PersonFact> PersonFacts => Set<PersonFact>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseSequence> CaseSequences => Set<CaseSequence>();
    public DbSet<CaseTask> Tasks => Set<CaseTask>();
    public DbSet<TaskCandidate> TaskCandidates => Set<TaskCandidate>();
    public DbSet<Absences.Absence> Absences => Set<Absences.Absence>();
    public DbSet<Deputy> Deputies => Set<Deputy>();
    public DbSet<SignRound> SignRounds => Set<SignRound>();
    public DbSet<CaseCopy> Copies => Set<CaseCopy>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<CaseTimer> Timers => Set<CaseTimer>();
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();
    public DbSet<MailToken> MailTokens => Set<MailToken>();
    public DbSet<CustomerFile> Customers => Set<CustomerFile>();
    public DbSet<CustomerResponsible> CustomerResponsibles => Set<CustomerResponsible>();
    public DbSet<CustomerChange> CustomerChanges => Set<CustomerChange>();
    public DbSet<CustomerEntry> CustomerEntries => Set<CustomerEntry>();
    public DbSet<CustomerView> CustomerViews => Set<CustomerView>();
    public DbSet<CustomerGrant> CustomerGrants => Set<CustomerGrant>();
    public DbSet<CaseDeadline> CaseDeadlines => Set<CaseDeadline>();
    public DbSet<CasePause> CasePauses => Set<CasePause>();
    public DbSet<CaseLink> CaseLinks => Set<CaseLink>();
    public DbSet<CaseLetter> CaseLetters => Set<CaseLetter>();
    public DbSet<RegisterEntry> RegisterEntries => Set<RegisterEntry>();
    public DbSet<RegisterView> RegisterViews => Set<RegisterView>();
    public DbSet<RegisterRow> RegisterRows => Set<RegisterRow>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<FlowAct> FlowActs => Set<FlowAct>();
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    /// <summary>The one place that refuses to change an archived case; the tables' triggers do the same for whoever comes by
    /// another way.</summary>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        foreach (var one in ChangeTracker.Entries<Case>())
            if (one.State is EntityState.Modified or EntityState.Deleted && IsArchived(one))
                throw new RefusedException("case.archived", one.Entity.Number) { Kind = RefusalKind.Conflict };
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private static bool IsArchived(EntityEntry<Case> one) => one.OriginalValues[nameof(Case.ArchivedAt)] is not null;

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
