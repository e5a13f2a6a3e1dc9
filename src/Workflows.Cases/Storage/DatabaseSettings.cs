using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Cases.Storage;

/// <summary>Which database, read off the connection string: <c>Host=…</c> is PostgreSQL, <c>Data Source=…</c> SQLite.</summary>
public sealed class DatabaseSettings : IDisposable
{
    private readonly string connectionString;
    private readonly NpgsqlDataSource? postgres;
    private readonly KeptConnections? sqlite;

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
        this.connectionString = IsPostgres ? ForPostgres(connectionString) : ForSqlite(connectionString);
        postgres = IsPostgres ? NpgsqlDataSource.Create(this.connectionString) : null;
        sqlite = IsPostgres ? null : new KeptConnections(this.connectionString);
    }

    public bool IsPostgres { get; }

    /// <summary>A new closed connection of the pool.</summary>
    public DbConnection CreateConnection() =>
        postgres?.CreateConnection() as DbConnection ?? new SqliteConnection(connectionString);

    /// <summary>A connection for one scope, which must <see cref="Return"/> it. That of SQLite is open and stays so; that of
    /// PostgreSQL is closed and takes one of the pool's for as long as it is open.</summary>
    public DbConnection Rent() => sqlite?.Take() ?? CreateConnection();

    public void Return(DbConnection connection)
    {
        if (sqlite is not null && connection is KeptConnection kept)
            sqlite.PutBack(kept);
        else
            connection.Dispose();
    }

    public void Dispose()
    {
        postgres?.Dispose();
        sqlite?.Dispose();
    }

    // Statements are parsed once per connection instead of at every use. With a pooler between that gives each transaction
    // another connection, say Max Auto Prepare=0 in the connection string.
    private static string ForPostgres(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text);
        if (!settings.ContainsKey("Max Auto Prepare"))
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        if (!settings.ContainsKey("No Reset On Close"))
            settings.NoResetOnClose = true;
        return settings.ConnectionString;
    }

    private static string ForSqlite(string text) =>
        new SqliteConnectionStringBuilder(text) { ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;
}
