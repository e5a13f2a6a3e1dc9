using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Workflows.Engine;

/// <summary>How the engine's server is set up.</summary>
public sealed class ElsaServerOptions
{
    internal Action<IServiceCollection>? Database { get; private set; }

    /// <summary>Keeps the engine's tables in this SQLite database.</summary>
    public void UseSqlite(string connectionString) =>
        Database = services =>
        {
            services.AddDbContext<SqliteElsaDb>(db =>
                db.UseSqlite(connectionString, sql => sql.MigrationsHistoryTable(ElsaServer.MigrationsTable))
            );
            services.AddScoped<ElsaDb>(s => s.GetRequiredService<SqliteElsaDb>());
        };

    /// <summary>Keeps the engine's tables in this PostgreSQL database.</summary>
    public void UsePostgres(string connectionString) =>
        Database = services =>
        {
            services.AddDbContext<PostgresElsaDb>(db =>
                db.UseNpgsql(connectionString, sql => sql.MigrationsHistoryTable(ElsaServer.MigrationsTable))
            );
            services.AddScoped<ElsaDb>(s => s.GetRequiredService<PostgresElsaDb>());
        };
}

/// <summary>
/// Stores, runtime, definitions and live updates. A host that wants the engine's tables to commit with its own names no
/// database here, registers <see cref="ElsaDb"/> on its own connection and replaces <see cref="IElsaSession"/>.
/// </summary>
public static class ElsaServer
{
    /// <summary>Where the engine's migrations are recorded, so that those of the host may have the same database.</summary>
    public const string MigrationsTable = "Elsa_Migrations";

    public static IServiceCollection AddElsaServer(
        this IServiceCollection services,
        Action<ElsaServerOptions> configure
    )
    {
        var options = new ElsaServerOptions();
        configure(options);
        options.Database?.Invoke(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        services.AddSignalR();
        services.AddLogging();
        services.TryAddSingleton<WriteGate>();
        services.TryAddScoped<IElsaSession, OwnSession>();
        AddDefinitions(services);
        AddRuntime(services);
        services.AddElsaHttp();
        return services;
    }

    /// <summary>Creates or updates the engine's tables.</summary>
    public static async Task MigrateElsaAsync(this IServiceProvider services, CancellationToken stop = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IElsaSession>().Db;
        // The journal mode is the file's: readers go on while one writes.
        if (db is SqliteElsaDb)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
        await db.Database.MigrateAsync(stop);
    }

    private static void AddDefinitions(IServiceCollection services)
    {
        services.AddSingleton<GraphCache>();
        services.AddScoped<DefinitionMapping>();
        services.AddScoped<DefinitionCheck>();
        services.AddScoped<TriggerPayloads>();
        services.AddScoped<TriggerIndex>();
        services.AddSingleton<WorkflowDefinitionActivityDescriptorFactory>();
        services.AddScoped<WorkflowDefinitionActivityProvider>();
        services.AddScoped<UsableWorkflows>();
        services.AddScoped<References>();
        services.AddScoped<Importer>();
        services.AddScoped<ActivityTrial>();
        services.AddScoped<DefinitionView>();
        services.AddScoped<IWorkflowDefinitionStore, DefinitionStore>();
        services.AddScoped<IWorkflowDefinitionService, DefinitionService>();
        services.AddScoped<IWorkflowDefinitionPublisher, Publisher>();
        services.AddScoped<IWorkflowDefinitionImporter>(s => s.GetRequiredService<Importer>());
        services.AddScoped<IWorkflowDefinitionManager, Remover>();
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.TryAddScoped<INotificationSender, NoticeSender>();
        services.TryAddScoped<Elsa.Scheduling.IWorkflowScheduler, NoTimers>();
        services.AddSingleton<LiveUpdates>();
        services.AddScoped<Bursts>();
        services.AddScoped<JournalWriter>();
        services.AddScoped<RecordingChoices>();
        services.AddScoped<JournalReader>();
        services.AddScoped<Executions>();
        services.AddScoped<Children>();
        services.AddScoped<Resumption>();
        services.AddScoped<EarlyStimuli>();
        services.AddSingleton<EarlyStimuliSweep>();
        services.AddHostedService(s => s.GetRequiredService<EarlyStimuliSweep>());
        services.AddScoped<IWorkflowActivationStrategyEvaluator, Activation>();
        services.AddScoped<IWorkflowStarter, WorkflowStarter>();
        services.AddScoped<InstanceWriter>();
        services.AddScoped<InstanceRunner>();
        services.AddScoped<InstanceRemover>();
        services.AddScoped<InstanceCanceller>();
        services.AddScoped<Alterer>();
        services.AddScoped<ActivityFilters>();
        services.AddScoped<AlterationTargets>();
        services.AddScoped<AlterationPlans>();
        services.AddSingleton<AlterationSweep>();
        services.AddHostedService(s => s.GetRequiredService<AlterationSweep>());
        services.AddScoped<RuntimeState>();
        services.AddScoped<IWorkflowInstanceStore, InstanceStore>();
        services.AddScoped<IBookmarkStore, BookmarkStore>();
        services.AddScoped<ITriggerStore, TriggerStore>();
        services.AddScoped<IWorkflowRuntime, WorkflowRuntime>();
        services.AddScoped<IWorkflowDispatcher, Dispatcher>();
        services.AddScoped<IStimulusSender, StimulusSender>();
        services.AddScoped<IEventPublisher, EventPublisher>();
        services.TryAddScoped<ITaskDispatcher, TaskDispatcher>();
        services.AddScoped<ITaskReporter, TaskReporter>();
    }
}
