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
        ?? await ReadCaseAsync(db, id, stop)
        ?? throw new RefusedException("case.unknown", id) { Kind = RefusalKind.NotFound };

    /// <summary>Holds the case of a task, then reads the task: all changes of a case queue here, so that two branches of one
    /// flow never run at once.</summary>
    /// <exception cref="RefusedException">There is no such task.</exception>
    public static async Task<(Case Case, CaseTask Task)> LockTaskAsync(this CasesDb db, Guid id, CancellationToken stop)
    {
        if (db is PostgresCasesDb)
            await HoldCaseOfAsync(db, id, stop);
        var task = await ReadTaskAsync(db, id, stop) ?? throw NoSuchTask(id);
        return (await db.LockCaseAsync(task.CaseId, stop), task);
    }

    // The task is read when the case is held, not before: it may change while we wait.
    private static Task HoldCaseOfAsync(CasesDb db, Guid task, CancellationToken stop) =>
        db
            .Cases.FromSql(
                $"""SELECT c.* FROM "Cases" c JOIN "Tasks" t ON t."CaseId" = c."Id" WHERE t."Id" = {task} FOR UPDATE OF c"""
            )
            .LoadAsync(stop);

    private static RefusedException NoSuchTask(Guid id) => new("task.unknown", id) { Kind = RefusalKind.NotFound };

    private static async Task<Case?> ReadCaseAsync(CasesDb db, Guid id, CancellationToken stop) =>
        db is SqliteCasesDb sqlite
            ? await Compiled<SqliteCasesDb>.OneCase(sqlite, id, stop)
            : (
                await db.Cases.FromSql($"""SELECT * FROM "Cases" WHERE "Id" = {id} FOR UPDATE""").ToListAsync(stop)
            ).SingleOrDefault();

    private static Task<CaseTask?> ReadTaskAsync(CasesDb db, Guid id, CancellationToken stop) =>
        db is PostgresCasesDb postgres
            ? Compiled<PostgresCasesDb>.OneTask(postgres, id, stop)
            : Compiled<SqliteCasesDb>.OneTask((SqliteCasesDb)db, id, stop);

    // A compiled query belongs to one model.
    private static class Compiled<TDb>
        where TDb : CasesDb
    {
        public static readonly Func<TDb, Guid, CancellationToken, Task<CaseTask?>> OneTask = EF.CompileAsyncQuery(
            (TDb db, Guid id, CancellationToken stop) =>
                db.Tasks.Include(t => t.Candidates).SingleOrDefault(t => t.Id == id)
        );

        public static readonly Func<TDb, Guid, CancellationToken, Task<Case?>> OneCase = EF.CompileAsyncQuery(
            (TDb db, Guid id, CancellationToken stop) => db.Cases.SingleOrDefault(c => c.Id == id)
        );
    }
}
