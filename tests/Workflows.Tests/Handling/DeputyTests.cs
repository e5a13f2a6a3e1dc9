using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Deputies 代理人: somebody acts for a person for a period, and the record shows it.</summary>
public sealed class DeputyTests
{
    [Theory, CombineDatabases]
    public async Task The_deputy_has_the_tasks_and_the_mails_and_the_record_shows_for_whom_they_acted(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var before = await company.StartAsync();
        await SetAsync(await company.As("cs-manager"), "rnd", "2026-11-25", "2026-11-27");
        var number = await company.StartAsync();
        var rnd = await company.As("rnd");

        (await rnd.TasksAsync(before)).Count.ShouldBe(1, "also what was there before");
        var mail = await Mailbox.AwaitAsync(app.Database, "rnd", number);
        mail.DecideLinks().Count.ShouldBe(3);
        mail.HtmlBody!.ShouldContain("您是 陈慧敏 的代理人");
        (await rnd.CaseAsync(number))["number"]!.GetValue<string>().ShouldBe(number);
        await rnd.DecideAsync(number, "Approved");

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        var ids = await app.InDbAsync(db => db.People.ToDictionaryAsync(p => p.SignInName, p => p.Id));
        var entry = await app.InDbAsync(db => db.Timeline.SingleAsync(e => e.Kind == "task.decided"));
        (entry.PersonId, entry.OnBehalfOfId).ShouldBe((ids["rnd"], ids["cs-manager"]));
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        (await Page.GetAsync(browser, $"/cases/{number}")).Text.ShouldContain(
            "沈立新（代 陈慧敏） 同意「客服部经理审核」"
        );
        await (await company.As("cs-manager")).DecideAsync(before, "Approved");
    }

    [Fact]
    public async Task When_the_days_are_over_the_deputy_no_longer_sees_the_tasks_not_even_one_they_claimed()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await SetAsync(await company.As("cs"), "hr", "2026-11-25", "2026-11-25");
        var number = await company.StartAtAsync("organise", null);
        var hr = await company.As("hr");
        var task = await hr.TaskAsync(number);
        (await hr.PostAsync($"/api/tasks/{task.Id}/claim", new { })).ShouldBe(HttpStatusCode.OK);

        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 26, 0, 0, 1, TimeSpan.FromHours(8)));
        company.SignOutEverybody();
        hr = await company.As("hr");

        (await hr.TasksAsync(number)).ShouldBeEmpty();
        (await hr.GetAsync($"/api/tasks/{task.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await hr.GetAsync($"/api/cases/{number}")).ShouldBe(HttpStatusCode.NotFound);
        await (await company.As("cs")).DecideAsync(number, "Done", data: Draft.Execution());
    }

    [Fact]
    public async Task A_deputy_decides_from_the_mail_and_the_link_dies_with_the_last_day()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await SetAsync(await company.As("cs-manager"), "rnd", "2026-11-25", "2026-11-26");
        string[] numbers = [await company.StartAsync(), await company.StartAsync()];
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(
            reader,
            (await Mailbox.AwaitAsync(app.Database, "rnd", numbers[0])).DecideLinks()[0]
        );

        await page.SubmitAsync(page.Form("main form[method=post]"));

        (await company.WaitingStepsAsync(numbers[0])).ShouldBe(["gm-approval"]);
        (
            await app.InDbAsync(db => db.Timeline.SingleAsync(e => e.Kind == "task.decided"))
        ).OnBehalfOfId.ShouldNotBeNull();
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 27, 0, 0, 1, TimeSpan.FromHours(8)));
        var late = await Page.GetAsync(
            reader,
            (await Mailbox.AwaitAsync(app.Database, "rnd", numbers[1])).DecideLinks()[0]
        );
        late.Document.QuerySelector("main form[method=post]").ShouldBeNull();
    }

    [Fact]
    public async Task A_deputy_on_leave_passes_it_on_to_their_own_deputy_and_two_for_each_other_do_not_loop()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await SetAsync(await company.As("cs-manager"), "rnd", "2026-11-25", "2026-11-30");
        await SetAsync(await company.As("rnd"), "finance", "2026-11-25", "2026-11-30");
        await SetAsync(await company.As("finance"), "cs-manager", "2026-11-25", "2026-11-30");

        var number = await company.StartAsync();

        var finance = await company.As("finance");
        (await finance.TryDecideAsync(await finance.TaskAsync(number), "Approved")).ShouldBe(HttpStatusCode.OK);
        var entry = await app.InDbAsync(db => db.Timeline.SingleAsync(e => e.Kind == "task.decided"));
        var manager = await app.InDbAsync(db => db.People.SingleAsync(p => p.SignInName == "cs-manager"));
        entry.OnBehalfOfId.ShouldBe(manager.Id);
    }

    [Fact]
    public async Task The_applicant_who_is_the_approvers_deputy_does_not_approve_their_own_case()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await SetAsync(await company.As("cs-manager"), "cs", "2026-11-25", "2026-11-30");

        var number = await company.StartAsync();

        var cs = await company.As("cs");
        (await cs.TasksAsync(number)).ShouldBeEmpty();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        (await cs.TryDecideAsync(task, "Approved")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task For_one_process_only_and_for_oneself_only_unless_an_administrator()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var (hr, admin) = (await company.As("hr"), await company.As("admin"));

        (await SetAsync(hr, "rnd", "2026-11-25", "2026-11-30", whose: "cs-manager")).ShouldBe(HttpStatusCode.Forbidden);
        (await SetAsync(admin, "rnd", "2026-11-25", "2026-11-30", "correction", "cs-manager")).ShouldBe(
            HttpStatusCode.Created
        );
        (await SetAsync(admin, "rnd", "2026-11-25", "2026-11-30", "nothing", "cs-manager"))
            .ErrorFields()
            .ShouldBe(["/process"]);

        var number = await company.StartAsync();
        (await (await company.As("rnd")).TasksAsync(number)).Count.ShouldBe(1);
        var set = (await (await company.As("cs-manager")).GetAsync("/api/deputies")).Items().Single()!;
        (await (await company.As("rnd")).DeleteAsync($"/api/deputies/{set["id"]}")).ShouldBe(HttpStatusCode.Forbidden);
        (await (await company.As("cs-manager")).DeleteAsync($"/api/deputies/{set["id"]}")).ShouldBe(
            HttpStatusCode.NoContent
        );
        (await (await company.As("rnd")).TasksAsync(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_names_a_deputy_and_says_at_the_field_what_is_wrong()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, "/account/deputies");
        var form = page.Form("form:has(select[name=deputy])");

        var wrong = await page.SubmitAsync(form, new() { ["from"] = "2026-11-28", ["until"] = "2026-11-26" });
        wrong.Document.QuerySelector("#pick-deputy-error").ShouldNotBeNull(wrong.Text);
        wrong.Document.QuerySelector("#until-error").ShouldNotBeNull(wrong.Text);
        var again = wrong.Form("form:has(select[name=deputy])");
        wrong.Document.QuerySelector("#from")!.GetAttribute("value").ShouldBe("2026-11-28");
        var done = await wrong.SubmitAsync(again, new() { ["deputy"] = "rnd", ["until"] = "2026-11-30" });

        done.Text.ShouldContain("沈立新 代 陈慧敏");
        var twice = await done.SubmitAsync(
            done.Form("form:has(select[name=deputy])"),
            new()
            {
                ["deputy"] = "hr",
                ["from"] = "2026-11-30",
                ["until"] = "2026-12-02",
            }
        );
        twice.Document.QuerySelector("#from-error")!.TextContent.ShouldContain("沈立新");
        var ended = await done.SubmitAsync(done.Form("form[action*=End]"));
        ended.Text.ShouldContain("已结束");
    }

    private static async Task<Reply> SetAsync(
        ApiClient who,
        string deputy,
        string from,
        string until,
        string? process = null,
        string? whose = null
    ) =>
        await who.PostAsync(
            "/api/deputies",
            new
            {
                deputy,
                from,
                until,
                process,
                @for = whose,
            }
        );
}
