namespace Workflows.Engine;

/// <summary>The hot path's statements over instances, bookmarks, journal pages and early stimuli. Valid on both databases.</summary>
internal static class InstanceSql
{
    private const string Columns = """
        "Id", "DefinitionId", "DefinitionVersionId", "Version", "ParentId", "Name", "CorrelationId", "Status", "SubStatus",
        "IncidentCount", "IsExecuting", "IsSystem", "CreatedAt", "UpdatedAt", "FinishedAt", "Revision", "State"
        """;

    private const string InsertInstance = $"""
        INSERT INTO "Elsa_Instances" ({Columns}) VALUES (@id, @definition, @versionId, @version, @parent, @name,
        @correlation, @status, @sub, @incidents, @executing, @system, @created, @updated, @finished, @revision, @state)
        """;

    private const string UpdateInstance = """
        UPDATE "Elsa_Instances" SET "DefinitionVersionId" = @versionId, "Version" = @version, "ParentId" = @parent,
        "Name" = @name, "CorrelationId" = @correlation, "Status" = @status, "SubStatus" = @sub,
        "IncidentCount" = @incidents, "IsExecuting" = @executing, "UpdatedAt" = @updated, "FinishedAt" = @finished,
        "Revision" = @revision, "State" = @state WHERE "Id" = @id AND "Revision" = @revision - 1
        """;

    private const string InsertBookmark = """
        INSERT INTO "Elsa_Bookmarks" ("Id", "InstanceId", "ActivityInstanceId", "Name", "Hash", "CorrelationId",
        "CreatedAt", "Payload", "Metadata") VALUES (@id, @instance, @activity, @name, @hash, @correlation, @created,
        @payload, @metadata)
        """;

    private const string InsertPage = """
        INSERT INTO "Elsa_JournalPages" ("InstanceId", "Revision", "First", "Count", "Entries", "Executions", "ExecutionIds")
        VALUES (@instance, @revision, @first, @count, @entries, @executions, @ids)
        """;

    private const string OneKept = """
        SELECT "Id" FROM "Elsa_EarlyStimuli" WHERE "Hash" = @hash AND "CreatedAt" >= @since LIMIT 1
        """;

    public static Task<InstanceRow?> ReadInstanceAsync(this Sql sql, string id, bool forUpdate, CancellationToken stop)
    {
        var text = $"""SELECT {Columns} FROM "Elsa_Instances" WHERE "Id" = @id""";
        if (forUpdate && !sql.IsSqlite)
            text += " FOR UPDATE";
        return sql.ReadOneAsync(
            text,
            row => new InstanceRow
            {
                Id = row.GetString(0),
                DefinitionId = row.GetString(1),
                DefinitionVersionId = row.GetString(2),
                Version = row.GetInt32(3),
                ParentId = row.IsDBNull(4) ? null : row.GetString(4),
                Name = row.IsDBNull(5) ? null : row.GetString(5),
                CorrelationId = row.IsDBNull(6) ? null : row.GetString(6),
                Status = row.GetInt32(7),
                SubStatus = row.GetInt32(8),
                IncidentCount = row.GetInt32(9),
                IsExecuting = row.GetBoolean(10),
                IsSystem = row.GetBoolean(11),
                CreatedAt = sql.Time(row, 12),
                UpdatedAt = sql.Time(row, 13),
                FinishedAt = row.IsDBNull(14) ? null : sql.Time(row, 14),
                Revision = row.GetInt32(15),
                State = (byte[])row.GetValue(16),
            },
            stop,
            ("id", id)
        );
    }

    /// <summary>Inserts a row of revision 1; updates one of a later revision, if the one before is still there.</summary>
    public static void Write(this Sql sql, InstanceRow row)
    {
        var isNew = row.Revision == 1;
        sql.Add(
            isNew ? InsertInstance : UpdateInstance,
            mustHit: true,
            ("id", row.Id),
            ("definition", row.DefinitionId),
            ("versionId", row.DefinitionVersionId),
            ("version", row.Version),
            ("parent", row.ParentId),
            ("name", row.Name),
            ("correlation", row.CorrelationId),
            ("status", row.Status),
            ("sub", row.SubStatus),
            ("incidents", row.IncidentCount),
            ("executing", row.IsExecuting),
            ("system", row.IsSystem),
            ("created", row.CreatedAt),
            ("updated", row.UpdatedAt),
            ("finished", row.FinishedAt),
            ("revision", row.Revision),
            ("state", row.State)
        );
    }

    public static void Write(this Sql sql, BookmarkRow row) =>
        sql.Add(
            InsertBookmark,
            mustHit: false,
            ("id", row.Id),
            ("instance", row.InstanceId),
            ("activity", row.ActivityInstanceId),
            ("name", row.Name),
            ("hash", row.Hash),
            ("correlation", row.CorrelationId),
            ("created", row.CreatedAt),
            ("payload", row.Payload),
            ("metadata", row.Metadata)
        );

    public static void DeleteBookmark(this Sql sql, string id) =>
        sql.Add("""DELETE FROM "Elsa_Bookmarks" WHERE "Id" = @id""", mustHit: false, ("id", id));

    /// <summary>Whether a stimulus of this hash, not older than <paramref name="since"/>, waits for somebody to want it.</summary>
    public static async Task<bool> IsKeptAsync(
        this Sql sql,
        string hash,
        DateTimeOffset since,
        CancellationToken stop
    ) => await sql.ReadOneAsync(OneKept, row => row.GetString(0), stop, ("hash", hash), ("since", since)) is not null;

    public static void Write(this Sql sql, JournalPage page) =>
        sql.Add(
            InsertPage,
            mustHit: false,
            ("instance", page.InstanceId),
            ("revision", page.Revision),
            ("first", page.First),
            ("count", page.Count),
            ("entries", page.Entries),
            ("executions", page.Executions),
            ("ids", page.ExecutionIds)
        );
}
