using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Cases.Storage;

/// <summary>Triggers by which the database itself refuses to change what must not change, whoever asks (design rule 4): an
/// archived case with its tasks, and any entry of a timeline. A migration that rebuilds one of the tables on SQLite drops
/// them with the old table: call <see cref="Add"/> again at its end.</summary>
internal static class Protection
{
    private static readonly (string Table, string Event, string When)[] Rules =
    [
        ("Cases", "UPDATE", "OLD.\"ArchivedAt\" IS NOT NULL"),
        ("Cases", "DELETE", "OLD.\"ArchivedAt\" IS NOT NULL"),
        ("Tasks", "INSERT", IsArchived("NEW")),
        ("Tasks", "UPDATE", IsArchived("OLD")),
        ("Tasks", "DELETE", IsArchived("OLD")),
        ("Timeline", "INSERT", IsArchived("NEW")),
        ("Timeline", "UPDATE", "1 = 1"),
        ("Timeline", "DELETE", "1 = 1"),
    ];

    private static string IsArchived(string row) =>
        $"EXISTS (SELECT 1 FROM \"Cases\" c WHERE c.\"Id\" = {row}.\"CaseId\" AND c.\"ArchivedAt\" IS NOT NULL)";

    public static void Add(MigrationBuilder migration, bool postgres)
    {
        foreach (var (table, what, when) in Rules)
            migration.Sql(postgres ? OnPostgres(table, what, when) : OnSqlite(table, what, when));
    }

    private static string OnSqlite(string table, string what, string when) =>
        $"""
            CREATE TRIGGER IF NOT EXISTS "Keep_{table}_{what}" BEFORE {what} ON "{table}" WHEN {when}
            BEGIN SELECT RAISE(ABORT, '{table} is archived and cannot change'); END;
            """;

    // A trigger's own WHEN may not hold a query, so the condition that asks another table stands in a function.
    private static string OnPostgres(string table, string what, string when)
    {
        var name = $"Keep_{table}_{what}";
        var row = what == "DELETE" ? "OLD" : "NEW";
        return $"""
            CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {when} THEN
                RAISE EXCEPTION '{table} is archived and cannot change' USING ERRCODE = 'restrict_violation';
              END IF;
              RETURN {row};
            END $$;
            CREATE OR REPLACE TRIGGER "{name}" BEFORE {what} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"();
            """;
    }
}
