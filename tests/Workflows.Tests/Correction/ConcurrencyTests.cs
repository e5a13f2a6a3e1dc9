using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.Correction;

/// <summary>Several people at once: one wins, nothing is counted twice.</summary>
public sealed class ConcurrencyTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_is_told_who_and_when(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("organise");
        var (one, other) = (await company.As("cs"), await company.As("cs2"));
        var (seenByOne, seenByOther) = (await one.TaskAsync(number), await other.TaskAsync(number));
        seenByOther.Id.ShouldBe(seenByOne.Id);

        var replies = await Task.WhenAll(
            one.TryDecideAsync(seenByOne, "Done", data: Draft.Execution()),
            other.TryDecideAsync(seenByOther, "Done", data: Draft.Execution())
        );

        replies.Select(r => r.Status).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
        var winner = replies[0].Status == HttpStatusCode.OK ? "cs" : "cs2";
        var loser = replies.Single(r => r.Status == HttpStatusCode.Conflict);
        loser.ContentType.ShouldBe("application/problem+json");
        var name = await app.InDbAsync(db =>
            db.People.Where(p => p.SignInName == winner).Select(p => p.Name).SingleAsync()
        );
        loser.Body.Unescaped().ShouldContain(name);
        loser.Body.ShouldContain("2026");
        (await company.WaitingStepsAsync(number)).ShouldBe(["departments", "departments"]);
    }

    [Theory, CombineDatabases]
    public async Task Many_decisions_of_one_task_at_once_count_once(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var task = await manager.TaskAsync(number);

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i => manager.TryDecideAsync(task, i % 2 == 0 ? "Approved" : "Rejected", "同时"))
        );

        replies.Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1);
        replies.Count(r => r.Status == HttpStatusCode.Conflict).ShouldBe(11);
        var decided = await app.InDbAsync(db =>
            db.Timeline.CountAsync(e => e.TaskId == task.Id && e.Kind == "task.decided")
        );
        decided.ShouldBe(1);
    }

    [Theory, CombineDatabases]
    public async Task Numbers_have_no_gap_and_no_double_with_twenty_starts_at_once_A21_no(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var bad = Draft.Valid();
        bad.Remove("remedy");
        var cs = await company.As("cs");

        var starts = Enumerable.Range(0, 20).Select(_ => company.StartAsync());
        var refused = Enumerable
            .Range(0, 5)
            .Select(_ => cs.PostAsync("/api/cases", new { process = "correction", data = bad.DeepClone() }));
        var (numbers, refusals) = (Task.WhenAll(starts), Task.WhenAll(refused));

        (await refusals).ShouldAllBe(r => r.Status == HttpStatusCode.BadRequest);
        (await numbers)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 20).Select(i => $"GZ-202611-{i:0000}"));
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_month_of_the_company_A21_no()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        (await company.StartAsync()).ShouldBe("GZ-202611-0001");
        (await company.StartAsync()).ShouldBe("GZ-202611-0002");

        // Half an hour past midnight in Shanghai is still November in UTC.
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 0, 30, 0, TimeSpan.FromHours(8)));
        company.SignOutEverybody();

        (await company.StartAsync()).ShouldBe("GZ-202612-0001");
    }

    [Fact]
    public async Task Who_decides_what_somebody_else_has_claimed_meanwhile_is_told()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAtAsync("organise");
        var (one, other) = (await company.As("cs"), await company.As("cs2"));
        var seen = await other.TaskAsync(number);

        (await one.PostAsync($"/api/tasks/{seen.Id}/claim", new { })).ShouldBe(HttpStatusCode.OK);
        var reply = await other.TryDecideAsync(seen, "Done", data: Draft.Execution());

        reply.Status.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.Forbidden);
        (await company.WaitingStepsAsync(number)).ShouldBe(["organise"]);
    }
}
