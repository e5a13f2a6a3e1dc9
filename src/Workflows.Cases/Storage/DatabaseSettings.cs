using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Cases.Storage;

/// <summary>Which database, read off the connection string: <c>Host=…</c> is PostgreSQL, <c>Data Source=…</c> SQLite.</summary>
public sealed class DatabaseSettings
{
    private readonly string connectionString;
    private readonly NpgsqlDataSource? postgres;

    /// <summary>Throws <see cref="ArgumentException"/> for a string that is neither.</summary>
    public DatabaseSettings(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        IsPostgres = parts.ContainsKey("Host") || parts.ContainsKey("Server");
        if (!IsPostgres && !parts.ContainsKey("Data Source"))
            throw new ArgumentException(
                "ConnectionStrings:Workflows needs either Data Source=… (SQLite) or Host=… (PostgreSQL).",
                nameof(connectionString)
            );
        postgres = IsPostgres ? NpgsqlDataSource.Create(connectionString) : null;
        this.connectionString = IsPostgres ? connectionString : ForSqlite(connectionString);
    }

    public bool IsPostgres { get; }

    /// <summary>A new closed connection of the pool.</summary>
    public DbConnection CreateConnection() =>
        postgres?.CreateConnection() as DbConnection ?? new SqliteConnection(connectionString);

    /// <summary>Opens a connection that will write. SQLite copies its log into the database every so many pages, inside
    /// somebody's commit; with few pages that is every twentieth decision, and costs as much as all of them.</summary>
    public async Task OpenAsync(DbConnection connection, CancellationToken stop)
    {
        await connection.OpenAsync(stop);
        if (IsPostgres)
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint = 8000";
        await command.ExecuteNonQueryAsync(stop);
    }

    private static string ForSqlite(string text) =>
        new SqliteConnectionStringBuilder(text) { ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;
}
