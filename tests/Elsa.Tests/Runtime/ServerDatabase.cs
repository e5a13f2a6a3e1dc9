using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.Engine;

namespace Elsa.Tests.Runtime;

/// <summary>A fresh database: on PostgreSQL for the classes named …OnPostgres, else on SQLite.</summary>
internal sealed class ServerDatabase : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly bool _isShared;

    private ServerDatabase(string connectionString, string? folder, bool isShared)
    {
        ConnectionString = connectionString;
        _folder = folder;
        _isShared = isShared;
    }

    public string ConnectionString { get; }

    public static async Task<ServerDatabase> CreateAsync()
    {
        if (TestContext.Current.TestClass?.TestClassName.EndsWith("OnPostgres", StringComparison.Ordinal) == true)
            return new ServerDatabase(await CreateOnServerAsync(), null, isShared: false);
        var folder = Directory.CreateTempSubdirectory("elsa-database-").FullName;
        return new ServerDatabase($"Data Source={folder}/elsa.db", folder, isShared: false);
    }

    /// <summary>The same for another host, which is not the one to delete it.</summary>
    public ServerDatabase Share() => new(ConnectionString, _folder, isShared: true);

    public void Use(ElsaServerOptions options)
    {
        if (_folder is null)
            options.UsePostgres(ConnectionString);
        else
            options.UseSqlite(ConnectionString);
    }

    public ValueTask DisposeAsync()
    {
        if (_folder is not null && !_isShared)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
        return ValueTask.CompletedTask;
    }

    private static async Task<string> CreateOnServerAsync()
    {
        var server = Environment.GetEnvironmentVariable("WORKFLOWS_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            if (Environment.GetEnvironmentVariable("WORKFLOWS_TESTS_MUST_RUN") is not null)
                Assert.Fail("PostgreSQL does not run.");
            Assert.Skip("PostgreSQL does not run; tests/run starts it.");
        }
        var name = $"e{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        // Pools outlive their host: what a test no longer uses must not keep the server's places from the next ones.
        return $"{server};Database={name};Maximum Pool Size=30;Connection Idle Lifetime=5;Connection Pruning Interval=2";
    }
}
