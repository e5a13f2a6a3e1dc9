using System.Data.Common;
using Workflows.Cases.Storage;

namespace Workflows.Benchmarks;

/// <summary>The limit that the disk sets: transactions that write one small row and nothing else, on the same database and
/// with the same settings as the host's own.</summary>
internal static class RawCommits
{
    public static async Task<Measured> MeasureAsync(DatabaseSettings database, int callers, TimeSpan span)
    {
        await ExecuteAsync(database, """CREATE TABLE IF NOT EXISTS "BenchCommits" ("Id" char(32) PRIMARY KEY)""");
        var connections = new List<DbConnection>();
        try
        {
            for (var i = 0; i < callers; i++)
            {
                var connection = database.CreateConnection();
                connections.Add(connection);
                await connection.OpenAsync();
            }
            var free = new System.Collections.Concurrent.ConcurrentBag<DbConnection>(connections);
            return await Rate.MeasureAsync(
                callers,
                span,
                async stop =>
                {
                    free.TryTake(out var connection);
                    await using (var command = connection!.CreateCommand())
                    {
                        command.CommandText =
                            $"""INSERT INTO "BenchCommits" ("Id") VALUES ('{Guid.CreateVersion7():N}')""";
                        await command.ExecuteNonQueryAsync(stop);
                    }
                    free.Add(connection);
                    return true;
                }
            );
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    /// <summary>How durable the database says its commits are.</summary>
    public static async Task<string> DurabilityAsync(DatabaseSettings database)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync();
        return database.IsPostgres
            ? $"fsync={await AskAsync(connection, "SHOW fsync")}, synchronous_commit={await AskAsync(connection, "SHOW synchronous_commit")}"
            : $"journal_mode={await AskAsync(connection, "PRAGMA journal_mode")}, synchronous={await AskAsync(connection, "PRAGMA synchronous")} (2 is FULL)";
    }

    private static async Task<string> AskAsync(DbConnection connection, string question)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return $"{await command.ExecuteScalarAsync()}";
    }

    private static async Task ExecuteAsync(DatabaseSettings database, string statement)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
