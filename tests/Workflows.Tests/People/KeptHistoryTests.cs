using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Tests.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.People;

/// <summary>Design rule 4, for people and customer files: the database itself refuses to rewrite what was [B4-4] [B7].</summary>
public sealed class KeptHistoryTests
{
    [Theory, CombineDatabases]
    public async Task B4_4_B7_histories_of_people_and_customers_cannot_be_changed_or_deleted(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        await FillAsync(business);
        // One line is closed, the others are open.
        await business.DoAsync<DeactivatePerson>(d =>
            d.RunAsync(business.Person("hr").Id, business.As("admin"), default)
        );

        foreach (
            var sql in new[]
            {
                """UPDATE "PersonFacts" SET "Value" = 'x'""",
                """UPDATE "PersonFacts" SET "Until" = "From", "Value" = 'x' WHERE "Until" IS NULL""",
                """UPDATE "PersonFacts" SET "Until" = NULL WHERE "Until" IS NOT NULL""",
                """UPDATE "PersonFacts" SET "EndedById" = "SetById" WHERE "Until" IS NOT NULL""",
                """DELETE FROM "PersonFacts" """,
                """UPDATE "CustomerChanges" SET "OldValue" = 'x'""",
                """DELETE FROM "CustomerChanges" """,
                """UPDATE "CustomerEntries" SET "Text" = 'x'""",
                """DELETE FROM "CustomerEntries" """,
                """UPDATE "CustomerViews" SET "How" = 'Form'""",
                """DELETE FROM "CustomerViews" """,
            }
        )
            (
                await Should.ThrowAsync<DbException>(
                    () => business.InDbAsync(db => db.Database.ExecuteSqlRawAsync(sql)),
                    sql
                )
            ).Message.ShouldContain("is a history and cannot change");
        var ended = await business.InDbAsync(db =>
            db.Database.ExecuteSqlRawAsync("""UPDATE "PersonFacts" SET "Until" = "From" WHERE "Until" IS NULL""")
        );
        ended.ShouldBeGreaterThan(0, "a line is closed once");
    }

    private static async Task FillAsync(Business business)
    {
        var info = business.As("info");
        await business.DoAsync<SaveCustomer>(s =>
            s.EditAsync("C00001", new Dictionary<string, string> { ["phone"] = "0512-11112222" }, 0, info, default)
        );
        await business.DoAsync<WriteEntry>(w =>
            w.RunAsync("C00001", new NewEntry(EntryKind.Call, new DateOnly(2026, 11, 20), "打过电话"), info, default)
        );
        await business.DoAsync<OpenCustomerFile>(o =>
            o.RunAsync("C00001", business.Person("info"), ViewWay.Page, default)
        );
    }
}
