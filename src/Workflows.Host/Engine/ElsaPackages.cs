using Elsa;
using Elsa.Extensions;
using Elsa.Features.Services;
using Elsa.Persistence.EFCore.Extensions;
using Elsa.Persistence.EFCore.Modules.Management;
using Elsa.Persistence.EFCore.Modules.Runtime;
using Microsoft.AspNetCore.Authorization;
using Workflows.Activities;
using Workflows.Activities.Tasks;
using Workflows.Cases.Storage;
using Workflows.Host.Storage;

namespace Workflows.Host.Engine;

/// <summary>The engine as Elsa's packages bring it. <c>ElsaStandIn.cs</c> composes the same from this repository; nothing
/// else differs between the two.</summary>
public static class EngineComposition
{
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration settings)
    {
        services.AddElsa(elsa => Compose(elsa, settings));
        services.AddWorkflowsActivities();
        services.AddSingleton<FlowDrawing>().AddScoped<FlowWaits>();
        return services;
    }

    /// <summary>The REST API and the hub that Studio uses; only for process owners (design rule 6).</summary>
    public static void MapEngine(this WebApplication app)
    {
        // Elsa's own permissions are another sign-in; ours stands in front of every path.
        EndpointSecurityOptions.DisableSecurity();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/elsa"),
            branch => branch.UseMiddleware<ElsaGate>()
        );
        app.UseWorkflowsApi("elsa/api");
        app.UseWorkflowsSignalRHubs();
    }

    private static void Compose(IModule elsa, IConfiguration settings)
    {
        var connection = settings.GetConnectionString("Elsa");
        elsa.UseWorkflowManagement(management => management.UseEntityFrameworkCore(store => Keep(store, connection)));
        elsa.UseWorkflowRuntime(runtime => runtime.UseEntityFrameworkCore(store => Keep(store, connection)));
        elsa.UseScheduling();
        elsa.UseJavaScript(options => options.AllowClrAccess = false);
        elsa.UseLiquid();
        elsa.UseWorkflowsApi();
        elsa.UseRealTimeWorkflows();
        elsa.AddActivitiesFrom<Approve>();
    }

    // A store of its own: on SQLite two connections cannot write at once, so it must be another file.
    private static void Keep(WorkflowManagementPersistenceFeature store, string? connection)
    {
        if (IsPostgres(connection))
            store.UsePostgreSql(connection!);
        else
            store.UseSqlite(scope => connection ?? OwnFile(scope));
    }

    private static void Keep(EFCoreWorkflowRuntimePersistenceFeature store, string? connection)
    {
        if (IsPostgres(connection))
            store.UsePostgreSql(connection!);
        else
            store.UseSqlite(scope => connection ?? OwnFile(scope));
    }

    private static bool IsPostgres(string? connection) =>
        connection is not null && new DatabaseSettings(connection).IsPostgres;

    private static string OwnFile(IServiceProvider scope) =>
        $"Data Source={scope.GetRequiredService<DataFolder>().Of("elsa.db")}";
}

/// <summary>Lets process owners through and nobody else.</summary>
internal sealed class ElsaGate(RequestDelegate next, IAuthorizationService authorization)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var result = await authorization.AuthorizeAsync(context.User, "ProcessOwner");
        if (result.Succeeded)
            await next(context);
        else
            context.Response.StatusCode =
                context.User.Identity?.IsAuthenticated == true
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status401Unauthorized;
    }
}
