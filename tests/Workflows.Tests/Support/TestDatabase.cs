using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Cases.Storage;

namespace Workflows.Tests.Support;

/// <summary>Which database a test runs on.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>A fresh database and data folder of one host, and a look into its rows from outside.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(Database kind, string folder, string connectionString)
    {
        Kind = kind;
        Folder = folder;
        ConnectionString = connectionString;
    }

    public Database Kind { get; }

    /// <summary>The host's data folder; mails that go nowhere else lie below it.</summary>
    public string Folder { get; }
    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-test-").FullName;
        return new TestDatabase(
            kind,
            folder,
            kind == Database.Sqlite ? $"Data Source={folder}/workflows.db" : await CreateOnServerAsync()
        );
    }

    private static async Task<string> CreateOnServerAsync()
    {
        var server = Environment.GetEnvironmentVariable("WORKFLOWS_TEST_POSTGRES");
        Services.Require(server, "PostgreSQL");
        var name = $"t{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        // Pools outlive their host: what a test no longer uses must not keep the server's places from the next ones.
        return $"{server};Database={name};Maximum Pool Size=30;Connection Idle Lifetime=5;Connection Pruning Interval=2";
    }

    /// <summary>Reads the business's rows.</summary>
    public async Task<T> InCasesAsync<T>(Func<CasesDb, Task<T>> read)
    {
        await using CasesDb db =
            Kind == Database.Sqlite
                ? new SqliteCasesDb(new DbContextOptionsBuilder<SqliteCasesDb>().UseSqlite(ConnectionString).Options)
                : new PostgresCasesDb(
                    new DbContextOptionsBuilder<PostgresCasesDb>()
                        .UseNpgsql($"{ConnectionString};Pooling=false")
                        .Options
                );
        return await read(db);
    }

    /// <summary>Reads the engine's rows.</summary>
    public async Task<T> InEngineAsync<T>(Func<EngineRows, Task<T>> read)
    {
        await using var db = EngineRows.Open(this);
        return await read(db);
    }

    /// <summary>Waits until the server has noticed that a killed host is gone, so that nothing of it is still being written.</summary>
    public async Task AwaitNobodyConnectedAsync()
    {
        if (Kind == Database.Postgres)
            await Eventually.IsTrueAsync(
                () =>
                    InCasesAsync(async db =>
                        await db
                            .Database.SqlQuery<int>(
                                $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                            )
                            .SingleAsync() == 0
                    ),
                "the server has let go of the killed host"
            );
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The servers that <c>tests/run</c> starts. Without them their tests are skipped, but never under <c>tests/run</c>.</summary>
public static class Services
{
    public static void Require(string? address, string what)
    {
        if (!string.IsNullOrEmpty(address))
            return;
        if (Environment.GetEnvironmentVariable("WORKFLOWS_TESTS_MUST_RUN") is not null)
            Assert.Fail($"{what} does not run.");
        Assert.Skip($"{what} does not run; tests/run starts it.");
    }
}
