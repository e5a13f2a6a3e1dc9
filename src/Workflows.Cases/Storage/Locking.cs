using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;

namespace Workflows.Cases.Storage;

/// <summary>Row locks: real ones on PostgreSQL; on SQLite the unit of work is alone anyway.</summary>
public static class Locking
{
    /// <summary>Reads a case and holds its row until the unit ends.</summary>
    /// <exception cref="RefusedException">There is no such case.</exception>
    public static async Task<Case> LockCaseAsync(this CasesDb db, Guid id, CancellationToken stop)
    {
        var one = db.Database.IsNpgsql()
            ? await db
                .Cases.FromSql($"""SELECT * FROM "Cases" WHERE "Id" = {id} FOR UPDATE""")
                .SingleOrDefaultAsync(stop)
            : await db.Cases.FirstOrDefaultAsync(c => c.Id == id, stop);
        return one ?? throw new RefusedException("case.unknown", id) { Kind = RefusalKind.NotFound };
    }
}
