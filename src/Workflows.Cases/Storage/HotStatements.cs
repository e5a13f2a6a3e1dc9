using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Cases.Storage;

/// <summary>Statements that every start or every decision sends, written out: composing a query anew each time costs more than
/// the database needs to run it.</summary>
internal static class HotStatements
{
    /// <summary>Ends the timers of a task that still wait.</summary>
    public static Task CancelTimersOfAsync(this CasesDb db, Guid task, DateTimeOffset now, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Timers" SET "State" = 'Cancelled', "EndedAt" = {Stored(db, now)}
            WHERE "TaskId" = {task} AND "State" = 'Pending'
            """,
            stop
        );

    /// <summary>The next number of a sequence, whose row stays locked until the commit.</summary>
    public static async Task<int> NextNumberAsync(
        this CasesDb db,
        string process,
        string period,
        CancellationToken stop
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = """
            INSERT INTO "CaseSequences" ("ProcessKey", "Period", "Last") VALUES (@process, @period, 1)
            ON CONFLICT ("ProcessKey", "Period") DO UPDATE SET "Last" = "CaseSequences"."Last" + 1
            RETURNING "Last"
            """;
        Add(command, "process", process);
        Add(command, "period", period);
        return Convert.ToInt32(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // As the column keeps it: see SqliteCasesDb.
    private static object Stored(CasesDb db, DateTimeOffset at) => db is SqliteCasesDb ? at.UtcTicks : at;
}
