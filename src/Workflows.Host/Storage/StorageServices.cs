using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Attachments;
using Workflows.Cases.Storage;
using Workflows.Host.SignIn.Storage;
using Workflows.Host.Startup;

namespace Workflows.Host.Storage;

/// <summary>The data folder and the database: SQLite in the folder unless <c>ConnectionStrings:Workflows</c> says otherwise.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration settings)
    {
        var folder = DataFolder.Open(settings["Data:Folder"]);
        services.AddSingleton(folder);
        services.AddSingleton(new AttachmentFolder(folder.Of("attachments")));
        var connection = settings.GetConnectionString("Workflows");
        var database = Connect(connection, folder);
        services.AddCases(database);
        if (database.IsPostgres)
            services.AddPreparation(
                "Reaching PostgreSQL",
                (_, stop) => PostgresDatabase.EnsureAsync(connection!, stop)
            );
        services.AddPreparation("Preparing the database", MigrateAsync);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary><c>/health</c> for whoever watches the host, without sign-in: 200 while the database can be reached, else 503.</summary>
    public static void MapStorage(this WebApplication app) => app.MapHealthChecks("/health").AllowAnonymous();

    private static DatabaseSettings Connect(string? connection, DataFolder folder)
    {
        try
        {
            return new DatabaseSettings(
                string.IsNullOrWhiteSpace(connection) ? $"Data Source={folder.Of("workflows.db")}" : connection
            );
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw new CannotStartException(
                "ConnectionStrings__Workflows cannot be read: write 'Data Source=<file>' for SQLite or "
                    + "'Host=<server>;Database=<name>;Username=<user>;Password=<password>' for PostgreSQL.",
                wrong
            );
        }
    }

    private static async Task MigrateAsync(IServiceProvider scope, CancellationToken stop)
    {
        await scope.GetRequiredService<CasesDb>().Database.MigrateAsync(stop);
        await scope.GetRequiredService<SignInDb>().Database.MigrateAsync(stop);
    }
}
