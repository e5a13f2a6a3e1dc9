using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using Workflows.Cases.Storage;

namespace Workflows.Host.Timers;

/// <summary>Hangfire as the alarm clock of the timers' rows: in memory beside SQLite, in a schema of its own on PostgreSQL.</summary>
public static class TimersServices
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddTimers(this IServiceCollection services)
    {
        // Registered here and not through Hangfire's static one, which two hosts in one process would share.
        services.AddSingleton(Store);
        services.AddHangfire(hangfire =>
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings()
        );
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = Second;
            server.WorkerCount = 4;
            server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddSingleton<Alarms>().AddSingleton<Ringer>().AddSingleton<AlarmClock>();
        services.AddHostedService(all => all.GetRequiredService<AlarmClock>());
        return services;
    }

    /// <summary>Hangfire's own page, for administrators.</summary>
    public static void MapTimers(this WebApplication app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(
            "Admin",
            "/admin/jobs",
            new DashboardOptions { DisplayStorageConnectionString = false, AppPath = "/" }
        );

    private static JobStorage Store(IServiceProvider services)
    {
        var database = services.GetRequiredService<DatabaseSettings>();
        return database.IsPostgres
            ? new PostgreSqlStorage(
                new OwnConnections(database),
                new PostgreSqlStorageOptions { SchemaName = "hangfire", QueuePollInterval = Second }
            )
            : new InMemoryStorage();
    }

    /// <summary>The business's pool serves Hangfire too.</summary>
    private sealed class OwnConnections(DatabaseSettings database) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => (NpgsqlConnection)database.CreateConnection();
    }
}
