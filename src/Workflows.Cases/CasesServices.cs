using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Cases.Absences;
using Workflows.Cases.Attachments;
using Workflows.Cases.Calendar;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Customers;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Deputies;
using Workflows.Cases.FlowAudit;
using Workflows.Cases.Forms;
using Workflows.Cases.Handover;
using Workflows.Cases.Letters;
using Workflows.Cases.Links;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Registers;
using Workflows.Cases.Registers.Views;
using Workflows.Cases.Signing;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;
using Workflows.Cases.Views;

namespace Workflows.Cases;

/// <summary>Registers the business. The host adds <see cref="IFlow"/>, <see cref="Processes.Policy"/>,
/// <see cref="Processes.ProcessCatalog"/>, <see cref="CompanyTime"/> and <see cref="TimeProvider"/>.</summary>
public static class CasesServices
{
    public static IServiceCollection AddCases(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton(database).AddSingleton<WriterGate>().AddSingleton<Wakeups>();
        services.AddSingleton<PeopleDirectory>().AddSingleton<FormValidator>().AddSingleton<Access>();
        services.AddSingleton<ActingFor>().AddScoped<SetDeputy>().AddScoped<EndDeputy>().AddScoped<DeputyList>();
        services.AddScoped<UnitOfWork>().AddScoped(CreateDb);
        services
            .AddScoped<TimelineWriter>()
            .AddScoped<TimelineChain>()
            .AddScoped<OutboxWriter>()
            .AddScoped<TimerWriter>()
            .AddScoped<CaseNumbers>();
        services.AddScoped<SampleCompany>().AddScoped<PackRoles>();
        AddPeople(services);
        services.TryAddScoped<IReader, NoReader>();
        AddCaseActs(services);
        AddTaskActs(services);
        AddDeadlines(services);
        AddMails(services);
        AddForms(services);
        AddCustomers(services);
        AddViews(services);
        AddPapers(services);
        return services;
    }

    private static void AddPeople(IServiceCollection services) =>
        services
            .AddScoped<PeopleHistory>()
            .AddScoped<DeactivatePerson>()
            .AddScoped<ReactivatePerson>()
            .AddScoped<EditPeople>()
            .AddScoped<EditDepartments>()
            .AddScoped<ImportPeople>()
            .AddScoped<LeftToHandOver>()
            .AddSingleton<DirectoryList>()
            .AddSingleton<Team>()
            .AddScoped<TeamBoard>()
            .AddScoped<PeopleWhoWere>();

    private static void AddCaseActs(IServiceCollection services) =>
        services
            .AddScoped<StartCase>()
            .AddScoped<CloseCase>()
            .AddScoped<WithdrawCase>()
            .AddScoped<CaseParts>()
            .AddScoped<RecordFlowActs>()
            .AddScoped<FlowActList>()
            .AddScoped<CopyCase>()
            .AddScoped<ReadCopy>()
            .AddScoped<SetCaseData>()
            .AddScoped<FaultCase>()
            .AddScoped<RetryCase>();

    private static void AddTaskActs(IServiceCollection services) =>
        services
            .AddScoped<OpenTask>()
            .AddScoped<OpenTaskOf>()
            .AddScoped<EndTask>()
            .AddScoped<DecideTask>()
            .AddScoped<ReturnChoices>()
            .AddScoped<ClaimTask>()
            .AddScoped<ReleaseTask>()
            .AddScoped<TransferTask>()
            .AddScoped<UrgeTask>()
            .AddScoped<LeftBehind>()
            .AddScoped<AddedTasks>()
            .AddScoped<SignProgress>()
            .AddScoped<AddSigners>()
            .AddScoped<RemoveSigner>()
            .AddScoped<AskColleagues>()
            .AddSingleton<DecideMany>()
            .AddScoped<SaveDraft>();

    private static void AddDeadlines(IServiceCollection services) =>
        services
            .AddSingleton<WorkCalendar>()
            .AddScoped<EditCalendar>()
            .AddScoped<DueReckoner>()
            .AddScoped<CaseClock>()
            .AddScoped<DeadlineRound>()
            .AddScoped<CaseReminder>()
            .AddScoped<FireTimer>()
            .AddScoped<RemindOfOpen>()
            .AddScoped<RemainingOf>()
            .AddScoped<RecordAbsence>()
            .AddScoped<AbsenceBoard>()
            .AddScoped<HandOver>()
            .AddScoped<TellCustomers>()
            .AddScoped<TaskReminder>()
            .AddScoped<FlowTimers>()
            .AddScoped<DueTimers>();

    private static void AddMails(IServiceCollection services) =>
        services.AddScoped<OutboxQueue>().AddScoped<IssueTokens>().AddScoped<ReadLink>().AddScoped<DecideByLink>();

    private static void AddForms(IServiceCollection services) =>
        services
            .AddScoped<FormCheck>()
            .AddScoped<FormOptions>()
            .AddScoped<RegisterOrder>()
            .AddScoped<IOptionSource, DepartmentOptions>()
            .AddScoped<IOptionSource, PeopleOptions>();

    private static void AddCustomers(IServiceCollection services) =>
        services
            .AddScoped<CustomerAccess>()
            .AddScoped<CustomerList>()
            .AddScoped<OpenCustomerFile>()
            .AddScoped<SaveCustomer>()
            .AddScoped<ImportCustomers>()
            .AddScoped<GrantAccess>()
            .AddScoped<WriteEntry>()
            .AddScoped<AssignResponsible>()
            .AddScoped<CloseCustomerFiles>()
            .AddScoped<ApplyCorrection>()
            .AddScoped<IOptionSource, CustomerOptions>()
            .AddScoped<IOptionSource, CustomerFieldOptions>();

    // The host adds AttachmentFolder.
    private static void AddPapers(IServiceCollection services) =>
        services
            .AddSingleton<RegisterAccess>()
            .AddSingleton<WrittenRows>()
            .AddScoped<RegisterWriter>()
            .AddScoped<RegisterViewAccess>()
            .AddScoped<RegisterViewList>()
            .AddScoped<SaveRegisterView>()
            .AddScoped<RegisterList>()
            .AddScoped<RegisterFigures>()
            .AddScoped<OverdueBoard>()
            .AddScoped<FileDocument>()
            .AddScoped<DocumentList>()
            .AddScoped<LinkedCases>()
            .AddScoped<WriteLetter>()
            .AddScoped<KeepAttachments>()
            .AddScoped<UploadAttachment>()
            .AddScoped<OpenAttachment>()
            .AddScoped<IOptionSource, CaseOptions>()
            .AddScoped<IOptionSource, AttachmentOptions>();

    private static void AddViews(IServiceCollection services) =>
        services
            .AddSingleton<RowBuilder>()
            .AddScoped<Rights>()
            .AddScoped<TaskList>()
            .AddScoped<TaskView>()
            .AddScoped<CaseList>()
            .AddScoped<CopyList>()
            .AddScoped<AddedList>()
            .AddScoped<CaseView>();

    private static readonly PooledDbContextFactory<SqliteCasesDb> OnSqlite = new(
        new DbContextOptionsBuilder<SqliteCasesDb>().UseSqlite().Options
    );
    private static readonly PooledDbContextFactory<PostgresCasesDb> OnPostgres = new(
        new DbContextOptionsBuilder<PostgresCasesDb>().UseNpgsql().Options
    );

    // Contexts go back to their pool with the scope; the connection is the scope's.
    private static CasesDb CreateDb(IServiceProvider scope)
    {
        var unit = scope.GetRequiredService<UnitOfWork>();
        CasesDb db = scope.GetRequiredService<DatabaseSettings>().IsPostgres
            ? OnPostgres.CreateDbContext()
            : OnSqlite.CreateDbContext();
        db.Database.SetDbConnection(unit.Connection);
        // They are looked for once, when they are saved, and not whenever somebody asks what is tracked.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        unit.Enlist(db);
        return db;
    }
}
