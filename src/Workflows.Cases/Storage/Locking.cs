using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Storage;

/// <summary>Row locks: real ones on PostgreSQL; on SQLite the unit of work is alone anyway.</summary>
public static class Locking
{
    /// <summary>Reads a case and holds its row until the unit ends. One that the unit holds already is handed out again.</summary>
    /// <exception cref="RefusedException">There is no such case.</exception>
    public static async Task<Case> LockCaseAsync(this CasesDb db, Guid id, CancellationToken stop) =>
        db.Cases.Local.FindEntry(id)?.Entity
        ?? await Locked(
            db,
            $"""SELECT * FROM "Cases" WHERE "Id" = {id} FOR UPDATE""",
            () => db.Cases.Where(c => c.Id == id),
            stop
        )
        ?? throw new RefusedException("case.unknown", id) { Kind = RefusalKind.NotFound };

    /// <summary>Holds the case of a task, then reads the task: all changes of a case queue here, so that two branches of one
    /// flow never run at once.</summary>
    /// <exception cref="RefusedException">There is no such task.</exception>
    public static async Task<(Case Case, CaseTask Task)> LockTaskAsync(this CasesDb db, Guid id, CancellationToken stop)
    {
        var one = await Locked(
            db,
            $"""SELECT c.* FROM "Cases" c JOIN "Tasks" t ON t."CaseId" = c."Id" WHERE t."Id" = {id} FOR UPDATE OF c""",
            () => db.Cases.Where(c => db.Tasks.Any(t => t.Id == id && t.CaseId == c.Id)),
            stop
        );
        var task = one is null ? null : await OneTask(db, id, stop);
        return task is null
            ? throw new RefusedException("task.unknown", id) { Kind = RefusalKind.NotFound }
            : (one!, task);
    }

    private static Task<CaseTask?> OneTask(CasesDb db, Guid id, CancellationToken stop) =>
        db is PostgresCasesDb postgres
            ? Compiled<PostgresCasesDb>.OneTask(postgres, id, stop)
            : Compiled<SqliteCasesDb>.OneTask((SqliteCasesDb)db, id, stop);

    private static async Task<Case?> Locked(
        CasesDb db,
        FormattableString onPostgres,
        Func<IQueryable<Case>> onSqlite,
        CancellationToken stop
    ) =>
        db.Database.IsNpgsql()
            ? (await db.Cases.FromSql(onPostgres).ToListAsync(stop)).SingleOrDefault()
            : await onSqlite().SingleOrDefaultAsync(stop);

    // A compiled query belongs to one model.
    private static class Compiled<TDb>
        where TDb : CasesDb
    {
        public static readonly Func<TDb, Guid, CancellationToken, Task<CaseTask?>> OneTask = EF.CompileAsyncQuery(
            (TDb db, Guid id, CancellationToken stop) =>
                db.Tasks.Include(t => t.Candidates).SingleOrDefault(t => t.Id == id)
        );
    }
}
