using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Workflows.Activities;
using Workflows.Activities.Palette;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.Storage;
using Workflows.Engine;
using Workflows.Host.Startup;

namespace Workflows.Host.Engine;

/// <summary>The engine as it is built from this repository. <c>ElsaPackages.cs</c> composes the same from Elsa's packages;
/// nothing else differs between the two.</summary>
public static class EngineComposition
{
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration settings)
    {
        services.AddElsaWorkflows(engine =>
        {
            engine.AddActivitiesFrom<Approve>();
            engine.MaxActivitiesPerBurst = settings.Number(
                "Engine:MaxActivitiesPerBurst",
                engine.MaxActivitiesPerBurst
            );
            engine.MaxContent = settings.Number("Engine:MaxContent", engine.MaxContent);
        });
        services.Configure<PaletteOptions>(palette => palette.Show = ElsaActivityTexts.Show);
        services.AddElsaServer(_ => { });
        services.Configure<OutgoingHttpOptions>(settings.GetSection("Engine:Http"));
        services.AddScoped(CreateDb).AddScoped<IElsaSession, HostElsaSession>();
        services.AddWorkflowsActivities();
        services.AddSingleton<FlowDrawing>().AddScoped<FlowWaits>();
        services.AddPreparation("Preparing the engine", (scope, stop) => scope.MigrateElsaAsync(stop));
        return services;
    }

    /// <summary>The REST API and the hub that Studio uses; only for process owners (design rule 6).</summary>
    public static void MapEngine(this WebApplication app)
    {
        app.MapElsaApi("/elsa/api").RequireAuthorization("ProcessOwner");
        app.MapElsaHub("/elsa/hubs/workflow-instance").RequireAuthorization("ProcessOwner");
        app.MapElsaHttp();
    }

    private static readonly PooledDbContextFactory<SqliteElsaDb> OnSqlite = new(
        new DbContextOptionsBuilder<SqliteElsaDb>()
            .UseSqlite(sql => sql.MigrationsHistoryTable(ElsaServer.MigrationsTable))
            .Options
    );
    private static readonly PooledDbContextFactory<PostgresElsaDb> OnPostgres = new(
        new DbContextOptionsBuilder<PostgresElsaDb>()
            .UseNpgsql(sql => sql.MigrationsHistoryTable(ElsaServer.MigrationsTable))
            .Options
    );

    // The business's connection: what both write commits together (design rule 1).
    private static ElsaDb CreateDb(IServiceProvider scope)
    {
        var unit = scope.GetRequiredService<UnitOfWork>();
        ElsaDb db = scope.GetRequiredService<DatabaseSettings>().IsPostgres
            ? OnPostgres.CreateDbContext()
            : OnSqlite.CreateDbContext();
        db.Database.SetDbConnection(unit.Connection);
        unit.Enlist(db);
        return db;
    }
}

/// <summary>Makes the engine write in the business's unit of work.</summary>
internal sealed class HostElsaSession(UnitOfWork unit, ElsaDb db) : IElsaSession
{
    public ElsaDb Db => db;

    public async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        if (unit.IsRunning)
            return await act(stop);
        try
        {
            return await unit.RunAsync(act, stop);
        }
        catch (RefusedException e) when (e.Code == "changedMeanwhile")
        {
            // As the engine's own API knows it.
            throw new DbUpdateConcurrencyException(e.Message, e);
        }
    }

    public void AfterCommit(Action act)
    {
        if (unit.IsRunning)
            unit.AfterCommit(act);
        else
            act();
    }
}
