using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>What the clock does in a resignation [E10].</summary>
public sealed class ResignationClockTests
{
    [Theory, CombineDatabases]
    public async Task The_employee_may_withdraw_until_HR_confirms_a_minute_before_and_not_after_E10(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var before = await staff.StartAsync("marketing", "resignation", Staff.Notice());
        var after = await staff.StartAsync("marketing2", "resignation", Staff.Notice());
        await staff.DoAsync("sales-manager", before, "Approved");
        await staff.DoAsync("sales-manager", after, "Approved");
        app.Clock.Advance(TimeSpan.FromHours(1));

        // A minute before HR confirms.
        var withdrawn = await (await company.As("marketing")).PostAsync(
            $"/api/cases/{before}/withdraw",
            new { reason = "留下" }
        );
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await staff.DoAsync("hr", after, "Approved", Staff.Confirmation());
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await (await company.As("marketing2")).PostAsync(
            $"/api/cases/{after}/withdraw",
            new { reason = "留下" }
        );

        withdrawn.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        ((string)(await staff.ReadAsync(before))["status"]!).ShouldBe("Withdrawn");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string)(await staff.ReadAsync(after))["status"]!).ShouldBe("Running");
    }

    [Fact]
    public async Task A_supervisor_who_says_nothing_does_not_hold_the_notice_up_E10()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var number = await staff.StartAsync("marketing", "resignation", Staff.Notice());

        app.Clock.Advance(TimeSpan.FromDays(5.1));
        company.SignOutEverybody();
        await app.SweepAsync();

        (await company.WaitingStepsAsync(number)).ShouldBe(["confirmation"]);
        ((string)(await staff.DataAsync(number))["supervisorAnswer"]!).ShouldBe("silent");
    }

    [Theory, CombineDatabases]
    public async Task On_the_last_day_HR_closes_the_account_ends_and_the_case_is_archived_E10(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var number = await staff.ConfirmedAsync();
        await staff.HandOverCustomersAsync(number);
        await staff.HandOverThingsAsync(number);

        // 31 December, 17:01 in Shanghai.
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 9, 1, 0, TimeSpan.Zero));
        company.SignOutEverybody();
        await app.SweepAsync();
        await staff.DoAsync("hr", number, "Approved", step: "closing");

        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Completed");
        (await app.InDbAsync(db => db.People.SingleAsync(p => p.SignInName == "marketing"))).IsActive.ShouldBeFalse();
        var door = await company.As("hr");
        (await door.PostAsync("/api/session", new { user = "marketing", password = "demo" })).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory, CombineDatabases]
    public async Task The_last_administrator_is_announced_and_keeps_the_account_until_there_is_another_E10(
        Database kind
    )
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var number = await staff.StartAsync("admin", "resignation", Staff.Notice());
        ((string)(await staff.FormAsync("info", number))["formData"]!["lastAdministrator"]!).ShouldBe("yes");
        await staff.DoAsync("info", number, "Approved");
        ((string)(await staff.FormAsync("hr", number))["formData"]!["lastAdministrator"]!).ShouldBe("yes");
        await staff.DoAsync("hr", number, "Approved", Staff.Confirmation());
        // 31 December, 17:01 in Shanghai.
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 9, 1, 0, TimeSpan.Zero));
        company.SignOutEverybody();
        await app.SweepAsync();

        await staff.DoAsync("hr", number, "Approved", step: "closing");

        (await company.WaitingStepsAsync(number)).ShouldContain("another-administrator");
        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Running");
        var note = new JsonObject { ["administratorNote"] = "韩雪" };
        await staff.DoAsync("hr", number, "Done", note, step: "another-administrator");
        (await company.WaitingStepsAsync(number)).ShouldContain("another-administrator", "nobody has the role yet");
        await MakeAdministratorAsync(await company.As("admin"), "info");
        await staff.DoAsync("hr", number, "Done", note, step: "another-administrator");
        (await app.InDbAsync(db => db.People.SingleAsync(p => p.SignInName == "admin"))).IsActive.ShouldBeFalse();
        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Running", "the hand-over is not finished");
    }

    private static async Task MakeAdministratorAsync(ApiClient admin, string who)
    {
        var person = (await admin.GetAsync($"/api/people/{who}")).Object;
        var roles = person["roles"]!.AsArray();
        roles.Add("admin");
        using var reply = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(
            admin.Http,
            $"/api/people/{who}",
            new
            {
                name = person["name"],
                email = person["email"],
                department = person["departmentKey"],
                supervisor = person["supervisor"],
                roles,
                revision = person["revision"],
            }
        );
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_case_that_waits_for_its_last_day_shows_that_step_and_until_when_and_folds_what_the_flow_noted()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var staff = new Staff(new Company(app.Address));
        var number = await staff.ConfirmedAsync();
        await staff.HandOverCustomersAsync(number);
        await staff.HandOverThingsAsync(number);
        using var browser = await Page.SignInAsync(app.Address, "marketing");

        var page = await Page.GetAsync(browser, $"/cases/{number}");

        var said = page.Document.QuerySelector("#flow-said .waiting")!.TextContent;
        said.ShouldContain("等到最后工作日（2026年12月31日");
        page.Document.QuerySelectorAll(".flow-step.waiting title")
            .Select(t => t.TextContent)
            .ShouldContain("等到最后工作日");
        page.Document.QuerySelectorAll(".timeline-list > li > p.said")
            .ShouldAllBe(p => !p.TextContent.Contains("流程登记了数据"));
        page.Document.QuerySelector(".timeline-list .tone-note details summary")!
            .TextContent.ShouldContain("流程登记的数据");
        using var english = await Page.SignInAsync(app.Address, "marketing", "en");
        (await Page.GetAsync(english, $"/cases/{number}"))
            .Document.QuerySelector("#flow-said .waiting")!
            .TextContent.ShouldContain("Wait for the last day (31 Dec 2026");
    }

    [Fact]
    public async Task What_is_open_is_reminded_of_daily_in_the_last_week_and_reported_to_HR_on_the_last_day_E10()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var number = await staff.ConfirmedAsync();

        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 16, 30, 0, TimeSpan.Zero));
        for (var day = 0; day < 3; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(day == 0 ? 0 : 1));
            await app.SweepAsync();
        }
        var reminded = await app.InDbAsync(db =>
            db.Outbox.CountAsync(m => m.Template == "reminder" && m.Address == "warehouse@example.test")
        );
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 9, 1, 0, TimeSpan.Zero));
        company.SignOutEverybody();
        await app.SweepAsync();

        reminded.ShouldBe(3);
        var shown = (await staff.FormAsync("hr", number, "closing"))["formData"]!;
        ((string)shown["handOver"]!).ShouldBe("open");
        ((string)shown["openItems"]!["zh-Hans"]!).ShouldContain("物品交接");
        ((string)shown["openItems"]!["en"]!).ShouldContain("Property (");
    }
}
