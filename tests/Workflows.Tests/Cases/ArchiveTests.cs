using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;
using Workflows.Tests.Support;
using Case = Workflows.Cases.Cases.Case;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Tests.Cases;

/// <summary>Design rule 4: the timeline is chained, and what is archived cannot change.</summary>
public sealed class ArchiveTests
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Theory, CombineDatabases]
    public async Task Closing_ends_tasks_and_timers_tells_the_applicant_and_seals_the_case(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();

        await CloseAsync(business, one.Id);

        (await business.TaskOfAsync(one.Id)).Status.ShouldBe(TaskStatus.Cancelled);
        (
            await business.InDbAsync(db =>
                db.Outbox.Where(m => m.Template == "case-closed").Select(m => m.PersonId).ToListAsync()
            )
        ).ShouldBe([business.Person("cs").Id]);
        (await BreakAsync(business, one.Id)).ShouldBeNull();
        foreach (
            var sql in new[]
            {
                """UPDATE "Cases" SET "Summary" = 'x'""",
                """DELETE FROM "Cases" """,
                """UPDATE "Tasks" SET "Comment" = 'x'""",
                """DELETE FROM "Tasks" """,
                """UPDATE "Timeline" SET "Comment" = 'x'""",
                """DELETE FROM "Timeline" """,
            }
        )
            (
                await Should.ThrowAsync<System.Data.Common.DbException>(
                    () => business.InDbAsync(db => db.Database.ExecuteSqlRawAsync(sql)),
                    sql
                )
            ).Message.ShouldContain("archived");
    }

    [Theory, CombineDatabases]
    public async Task An_act_on_an_archived_case_is_refused(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();
        await CloseAsync(business, one.Id);

        await CloseAsync(business, one.Id);
        var refused = await Should.ThrowAsync<RefusedException>(() => ReopenAsync(business, one.Id));
        refused.Code.ShouldBe("case.archived");
    }

    [Fact]
    public async Task A_timeline_entry_that_was_changed_behind_the_triggers_is_found()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var one = await business.StartAsync();
        await business.DecideAsync((await business.TaskOfAsync(one.Id)).Id, "cs-manager", new Decision("Approved"));
        (await BreakAsync(business, one.Id)).ShouldBeNull();

        await business.InDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """DROP TRIGGER "Keep_Timeline_UPDATE"; UPDATE "Timeline" SET "PersonName" = '别人' WHERE "Sequence" = 2"""
            )
        );

        (await BreakAsync(business, one.Id)).ShouldBe(2);
    }

    private static Task<Case> ReopenAsync(Business business, Guid id) =>
        business.AskAsync<CasesDb, Case>(async db =>
        {
            var one = await db.Cases.SingleAsync(c => c.Id == id);
            one.Status = CaseStatus.Running;
            await db.SaveChangesAsync();
            return one;
        });

    private static Task CloseAsync(Business business, Guid id) =>
        business.DoAsync<CloseCase>(c => c.RunAsync(id, CaseStatus.Completed, Flow, null, default));

    private static Task<int?> BreakAsync(Business business, Guid id) =>
        business.AskAsync<TimelineChain, int?>(c => c.FirstBreakAsync(id, default));
}
