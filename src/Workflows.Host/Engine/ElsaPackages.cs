using System.Security.Claims;
using Elsa;
using Elsa.Common;
using Elsa.Extensions;
using Elsa.Features.Services;
using Elsa.Mediator.Contracts;
using Elsa.Persistence.EFCore.Extensions;
using Elsa.Persistence.EFCore.Modules.Management;
using Elsa.Persistence.EFCore.Modules.Runtime;
using Elsa.Workflows.Management;
using Elsa.Workflows.Notifications;
using Elsa.Workflows.Runtime;
using Medallion.Threading.FileSystem;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities;
using Workflows.Activities.Running;
using Workflows.Activities.Tasks;
using Workflows.Cases.Storage;
using Workflows.Host.Startup;
using Workflows.Host.Storage;

namespace Workflows.Host.Engine;

/// <summary>The engine as Elsa's packages bring it. <c>ElsaStandIn.cs</c> composes the same from this repository; nothing
/// else differs between the two.</summary>
public static class EngineComposition
{
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration settings)
    {
        var database = services.Select(s => s.ImplementationInstance).OfType<DatabaseSettings>().Single();
        services.AddElsa(elsa => Compose(elsa, database));
        WriteInUnit<ManagementElsaDbContext>(services);
        WriteInUnit<RuntimeElsaDbContext>(services);
        services.AddScoped<IWorkflowCommitTransaction, CommitInUnit>();
        services.AddSingleton<ISystemClock, HostClock>();
        services.AddNotificationHandler<CaseAtHand>();
        services.AddWorkflowsActivities();
        services.AddSingleton<FlowDrawing>().AddScoped<FlowWaits>();
        services.AddPreparation("Preparing the engine", PrepareAsync);
        return services;
    }

    /// <summary>The REST API and the hub that Studio uses; only for process owners (design rule 6).</summary>
    public static void MapEngine(this WebApplication app)
    {
        // Elsa's own permissions are another sign-in; ours stands in front of every path.
        EndpointSecurityOptions.DisableSecurity();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/elsa", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseMiddleware<ElsaGate>()
        );
        app.UseWorkflowsApi("elsa/api");
        app.UseWorkflowsSignalRHubs();
    }

    private static void Compose(IModule elsa, DatabaseSettings database)
    {
        elsa.UseWorkflowManagement(management => management.UseEntityFrameworkCore(store => Keep(store, database)));
        elsa.UseWorkflowRuntime(runtime =>
        {
            runtime.UseEntityFrameworkCore(store => Keep(store, database));
            runtime.DistributedLockProvider = LocksInDataFolder;
        });
        elsa.UseScheduling();
        elsa.UseJavaScript(options => options.AllowClrAccess = false);
        elsa.UseLiquid();
        elsa.UseWorkflowsApi();
        elsa.UseRealTimeWorkflows();
        elsa.AddActivitiesFrom<Approve>();
    }

    // Which provider and which migrations: the connection is that of the unit of work.
    private static void Keep(WorkflowManagementPersistenceFeature store, DatabaseSettings database)
    {
        if (database.IsPostgres)
            store.UsePostgreSql("Host=");
        else
            store.UseSqlite("Data Source=");
    }

    private static void Keep(EFCoreWorkflowRuntimePersistenceFeature store, DatabaseSettings database)
    {
        if (database.IsPostgres)
            store.UsePostgreSql("Host=");
        else
            store.UseSqlite("Data Source=");
    }

    private static FileDistributedSynchronizationProvider LocksInDataFolder(IServiceProvider services) =>
        new(new DirectoryInfo(services.GetRequiredService<DataFolder>().Of("locks")));

    private static void WriteInUnit<T>(IServiceCollection services)
        where T : DbContext
    {
        // The keyed ones are those that Elsa has wrapped itself.
        var known = services.Last(s => s.ServiceType == typeof(IDbContextFactory<T>) && !s.IsKeyedService);
        services.Replace(
            ServiceDescriptor.Scoped<IDbContextFactory<T>>(scope => new ContextsOfUnit<T>(
                (IDbContextFactory<T>)Create(known, scope),
                scope.GetRequiredService<UnitOfWork>()
            ))
        );
    }

    private static object Create(ServiceDescriptor known, IServiceProvider scope) =>
        known.ImplementationFactory?.Invoke(scope)
        ?? ActivatorUtilities.CreateInstance(scope, known.ImplementationType!);

    // Elsa does this when the host starts to serve; the packs are taken in before.
    private static async Task PrepareAsync(IServiceProvider scope, CancellationToken stop)
    {
        await MigrateAsync<ManagementElsaDbContext>(scope, stop);
        await MigrateAsync<RuntimeElsaDbContext>(scope, stop);
        await scope.GetRequiredService<IActivityRegistryPopulator>().EnsureRegistryPopulatedAsync(stop);
    }

    private static async Task MigrateAsync<T>(IServiceProvider scope, CancellationToken stop)
        where T : DbContext
    {
        await using var db = await scope.GetRequiredService<IDbContextFactory<T>>().CreateDbContextAsync(stop);
        await db.Database.MigrateAsync(stop);
    }
}

/// <summary>Makes Elsa's stores write on the business's connection and, while a unit of work runs, in its transaction (design
/// rule 1).</summary>
internal sealed class ContextsOfUnit<T>(IDbContextFactory<T> factory, UnitOfWork unit) : IDbContextFactory<T>
    where T : DbContext
{
    public T CreateDbContext()
    {
        var db = factory.CreateDbContext();
        db.Database.SetDbConnection(unit.Connection);
        unit.Join(db);
        return db;
    }
}

/// <summary>What a run leaves behind is written in one unit of work, also when none started the run: a child flow, a run by
/// hand in Studio.</summary>
internal sealed class CommitInUnit(UnitOfWork unit) : IWorkflowCommitTransaction
{
    public Task ExecuteAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken = default) =>
        unit.RunAsync(operation, cancellationToken);
}

/// <summary>Lays the case's data out before the expressions of an activity are evaluated, which Elsa does also when it
/// resumes one. Variables given to Elsa at the start of a run would come back from the store as text.</summary>
internal sealed class CaseAtHand : INotificationHandler<ActivityExecuting>
{
    public Task HandleAsync(ActivityExecuting notification, CancellationToken cancellationToken)
    {
        // The workflow itself declares the variable.
        if (notification.ActivityExecutionContext.ParentActivityExecutionContext is not null)
            notification.ActivityExecutionContext.RefreshCase();
        return Task.CompletedTask;
    }
}

/// <summary>The host's time, which tests own and the demo moves.</summary>
internal sealed class HostClock(TimeProvider clock) : ISystemClock
{
    public DateTimeOffset UtcNow => clock.GetUtcNow();
}

/// <summary>Lets process owners through and nobody else, with every permission that Elsa knows.</summary>
internal sealed class ElsaGate(RequestDelegate next)
{
    private static readonly Claim Everything = new(PermissionNames.ClaimType, PermissionNames.All);

    public async Task InvokeAsync(HttpContext context, IAuthorizationService authorization)
    {
        var result = await authorization.AuthorizeAsync(context.User, "ProcessOwner");
        if (result.Succeeded)
        {
            context.User.AddIdentity(new ClaimsIdentity([Everything]));
            await next(context);
        }
        else
            context.Response.StatusCode =
                context.User.Identity?.IsAuthenticated == true
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status401Unauthorized;
    }
}
