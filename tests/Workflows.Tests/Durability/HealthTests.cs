using System.Net;
using Npgsql;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary><c>/health</c> for whoever watches the host.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_host_whose_database_goes_away_is_unwell_until_it_is_back()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Postgres);
        using var watcher = new HttpClient { BaseAddress = app.Address };
        (await StatusAsync(watcher)).ShouldBe(HttpStatusCode.OK);

        await AllowConnectionsAsync(app.Database, false);
        await Eventually.SeesAsync(
            () => StatusAsync(watcher),
            status => status == HttpStatusCode.ServiceUnavailable,
            "the host says that its database is away"
        );

        await AllowConnectionsAsync(app.Database, true);
        await Eventually.SeesAsync(
            () => StatusAsync(watcher),
            status => status == HttpStatusCode.OK,
            "the host is well again"
        );
    }

    [Fact]
    public async Task A_host_on_SQLite_is_well_without_a_sign_in()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        using var watcher = new HttpClient { BaseAddress = app.Address };

        (await watcher.GetStringAsync("/health")).ShouldBe("Healthy");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient watcher)
    {
        using var reply = await watcher.GetAsync("/health");
        return reply.StatusCode;
    }

    private static async Task AllowConnectionsAsync(TestDatabase database, bool allowed)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var name = server.Database!;
        (server.Database, server.Pooling) = ("postgres", false);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {allowed};
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
            """;
        await command.ExecuteNonQueryAsync();
    }
}
