using Npgsql;

namespace Workflows.Host.Storage;

/// <summary>Creates the PostgreSQL database when the server has none by that name yet.</summary>
internal static class PostgresDatabase
{
    public static async Task EnsureAsync(string connectionString, CancellationToken stop)
    {
        if (await ExistsAsync(connectionString, stop))
            return;
        var wanted = new NpgsqlConnectionStringBuilder(connectionString);
        var name = wanted.Database!;
        wanted.Database = "postgres";
        wanted.Pooling = false;
        await using var server = new NpgsqlConnection(wanted.ConnectionString);
        await server.OpenAsync(stop);
        // The locale in which searching for Chinese words works.
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(name);
        await using var create = server.CreateCommand();
#pragma warning disable CA2100 // A name cannot be a parameter; it is quoted.
        create.CommandText = $"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'";
#pragma warning restore CA2100
        try
        {
            await create.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException twice)
            when (twice.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another host of the installation was a moment faster.
        }
    }

    private static async Task<bool> ExistsAsync(string connectionString, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(stop);
            return true;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }
}
