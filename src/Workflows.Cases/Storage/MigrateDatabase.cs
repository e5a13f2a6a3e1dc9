using Microsoft.EntityFrameworkCore;

namespace Workflows.Cases.Storage;

/// <summary>Brings the business's tables to the shape that this build expects.</summary>
public static class MigrateDatabase
{
    /// <summary>Creates the database if there is none. On SQLite also switches to the write-ahead log, once for good.</summary>
    public static async Task MigrateAsync(this CasesDb db, CancellationToken stop)
    {
        await db.Database.MigrateAsync(stop);
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
    }
}
