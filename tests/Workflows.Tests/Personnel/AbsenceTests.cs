using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>Who is away when (issue 5, points 4 and 6) [E4]: to whom it is shown, and to whom why.</summary>
public sealed class AbsenceTests
{
    private const string December = "/api/absences?from=2026-12-01&until=2026-12-31";

    [Theory, CombineDatabases]
    public async Task E4_a_month_shows_everybody_their_own_managers_their_people_and_HR_all_with_deputies(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var number = await LeaveAsync(company, "2026-12-07", "2026-12-09");
        await (await company.As("cs")).PostAsync(
            "/api/deputies",
            new
            {
                deputy = "cs2",
                from = "2026-12-01",
                until = "2026-12-02",
            }
        );

        var own = Only(await (await company.As("marketing")).GetAsync(December));
        ((string)own["kind"]!, (string)own["case"]!, (bool)own["isLeave"]!).ShouldBe(("sick", number, true));
        own["deputies"]!.AsArray().Select(d => (string)d!).ShouldBe(["蒋玉梅"]);
        ((string)Only(await (await company.As("sales-manager")).GetAsync(December))["kind"]!).ShouldBe("sick");
        (await (await company.As("hr")).GetAsync(December)).Items().Count.ShouldBe(2);
        (await (await company.As("warehouse")).GetAsync(December)).Items().ShouldBeEmpty();
        (await (await company.As("cs-manager")).GetAsync(December))
            .Items()
            .Select(a => ((string)a!["signInName"]!, (bool)a["isLeave"]!))
            .ShouldBe([("cs", false)]);
        (await (await company.As("hr")).GetAsync("/api/absences?from=2026-12-02&until=2026-12-01"))
            .ErrorFields()
            .ShouldBe(["/until"]);
        (await ApiClient.Anonymous(app.Address).GetAsync(December)).ShouldBe(HttpStatusCode.Unauthorized);

        using var browser = await Page.SignInAsync(app.Address, "hr");
        var page = await Page.GetAsync(browser, "/absences?month=2026-12");
        var list = page.Document.QuerySelector("#absences")!.TextContent;
        list.ShouldContain("病假");
        list.ShouldContain("蒋玉梅");
        page.Document.QuerySelectorAll(".away-grid td.leave").Length.ShouldBe(3);
        (await Page.GetAsync(browser, "/absences?month=2027-01")).Text.ShouldContain("这个月没有人不在岗");
    }

    [Fact]
    public async Task E4_who_is_above_the_approver_sees_when_somebody_is_away_but_not_why()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await LeaveAsync(company, "2026-12-07", "2026-12-09");

        var above = Only(await (await company.As("sales-vp")).GetAsync(December));

        ((string)above["signInName"]!).ShouldBe("marketing");
        above["kind"].ShouldBeNull();
        above["case"].ShouldBeNull();
        using var browser = await Page.SignInAsync(app.Address, "sales-vp");
        var page = await Page.GetAsync(browser, "/absences?month=2026-12");
        page.Text.ShouldContain("请假");
        page.Text.ShouldNotContain("病假");
    }

    [Fact]
    public async Task E4_directory_and_person_page_say_who_is_on_leave_today_and_until_when()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await LeaveAsync(company, "2026-11-25", "2026-11-26");

        using var browser = await Page.SignInAsync(app.Address, "warehouse");
        var directory = await Page.GetAsync(browser, "/people?department=marketing");

        directory.Text.ShouldContain("请假至 2026-11-26，由 蒋玉梅 代理");
        directory.Text.ShouldNotContain("病假");
        var link = directory.Document.QuerySelectorAll("a.row-link").Single(a => a.TextContent == "黄俊杰");
        var person = await Page.GetAsync(browser, link.GetAttribute("href")!);
        person.Text.ShouldContain("请假至 2026-11-26");
        var row = (await (await company.As("warehouse")).GetAsync("/api/people/marketing")).Object;
        ((string)row["awayUntil"]!, (bool)row["isOnLeave"]!).ShouldBe(("2026-11-26", true));
    }

    private static async Task<string> LeaveAsync(Company company, string from, string until)
    {
        var staff = new Staff(company);
        var form = new JsonObject
        {
            ["kind"] = "sick",
            ["from"] = from,
            ["until"] = until,
            ["leaveReason"] = "手术",
            ["deputy"] = "marketing2",
        };
        var number = await staff.StartAsync("marketing", "leave", form);
        await staff.DoAsync("sales-manager", number, "Approved");
        return number;
    }

    private static JsonObject Only(Reply reply) =>
        reply.ShouldBe(HttpStatusCode.OK).Items().ShouldHaveSingleItem()!.AsObject();
}
