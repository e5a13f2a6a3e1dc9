using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Workflows.Cases.Storage;

/// <summary>Open connections to SQLite that go from scope to scope: what opening sets up and what statements were prepared is
/// kept.</summary>
internal sealed class KeptConnections(string connectionString) : IDisposable
{
    /// <summary>More scopes than this at once are rare; the connections beyond are closed when they come back.</summary>
    private const int Most = 32;

    private readonly ConcurrentStack<KeptConnection> idle = new();
    private bool over;

    public KeptConnection Take()
    {
        if (idle.TryPop(out var kept))
            return kept;
        var connection = new KeptConnection(connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        // The log is copied into the database every so many pages, inside somebody's commit; by default that is every
        // twentieth decision, and costs as much as all of them.
        settings.CommandText = "PRAGMA wal_autocheckpoint = 8000";
        settings.ExecuteNonQuery();
        return connection;
    }

    public void PutBack(KeptConnection connection)
    {
        if (over || idle.Count >= Most || !connection.IsClean)
            connection.Dispose();
        else
            idle.Push(connection);
    }

    public void Dispose()
    {
        over = true;
        while (idle.TryPop(out var connection))
            connection.Dispose();
    }
}
