using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Cases.Storage;

/// <summary>Triggers by which the database itself refuses to change what must not change, whoever asks (design rule 4): an
/// archived case with its tasks, any entry of a timeline, and the histories of people and customer files. A migration that
/// rebuilds one of the tables on SQLite drops them with the old table: call <see cref="Add"/> or <see cref="AddToHistories"/>
/// again at its end.</summary>
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

    // A line of a person's history is closed once; nothing else of it changes. The others never change at all.
    private static readonly (string Table, string Event, string When)[] Histories =
    [
        (
            "PersonFacts",
            "UPDATE",
            "OLD.\"Until\" IS NOT NULL OR NEW.\"Until\" IS NULL OR "
                + Differs("Id", "PersonId", "What", "Value", "From", "SetById")
        ),
        ("PersonFacts", "DELETE", "1 = 1"),
        ("CustomerChanges", "UPDATE", "1 = 1"),
        ("CustomerChanges", "DELETE", "1 = 1"),
        ("CustomerEntries", "UPDATE", "1 = 1"),
        ("CustomerEntries", "DELETE", "1 = 1"),
        ("CustomerViews", "UPDATE", "1 = 1"),
        ("CustomerViews", "DELETE", "1 = 1"),
    ];

    private static string Differs(params string[] columns) =>
        string.Join(" OR ", columns.Select(c => $"NEW.\"{c}\" <> OLD.\"{c}\""));

    private static string IsArchived(string row) =>
        $"EXISTS (SELECT 1 FROM \"Cases\" c WHERE c.\"Id\" = {row}.\"CaseId\" AND c.\"ArchivedAt\" IS NOT NULL)";

    /// <summary>Protects archived cases and timelines.</summary>
    public static void Add(MigrationBuilder migration, bool postgres) =>
        Add(migration, postgres, Rules, "is archived and cannot change");

    /// <summary>Protects what is known of people and customer files over time, and who opened the files.</summary>
    public static void AddToHistories(MigrationBuilder migration, bool postgres) =>
        Add(migration, postgres, Histories, "is a history and cannot change");

    private static void Add(
        MigrationBuilder migration,
        bool postgres,
        (string Table, string Event, string When)[] rules,
        string why
    )
    {
        foreach (var (table, what, when) in rules)
            migration.Sql(postgres ? OnPostgres(table, what, when, why) : OnSqlite(table, what, when, why));
    }

    private static string OnSqlite(string table, string what, string when, string why) =>
        $"""
            CREATE TRIGGER IF NOT EXISTS "Keep_{table}_{what}" BEFORE {what} ON "{table}" WHEN {when}
            BEGIN SELECT RAISE(ABORT, '{table} {why}'); END;
            """;

    // A trigger's own WHEN may not hold a query, so the condition that asks another table stands in a function.
    private static string OnPostgres(string table, string what, string when, string why)
    {
        var name = $"Keep_{table}_{what}";
        var row = what == "DELETE" ? "OLD" : "NEW";
        return $"""
            CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {when} THEN
                RAISE EXCEPTION '{table} {why}' USING ERRCODE = 'restrict_violation';
              END IF;
              RETURN {row};
            END $$;
            CREATE OR REPLACE TRIGGER "{name}" BEFORE {what} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"();
            """;
    }
}
