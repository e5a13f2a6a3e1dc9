using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.People;

/// <summary>The home page of a manager (issue 5, point 6): the department's cases, the people's tasks, who is away.</summary>
public sealed class TeamTests
{
    [Theory, CombineDatabases]
    public async Task A_manager_sees_their_peoples_tasks_and_the_departments_cases_and_what_is_overdue(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("organise");
        var another = await company.StartAsync();
        var cs = await company.As("cs");
        (await cs.PostAsync($"/api/tasks/{(await cs.TaskAsync(number)).Id}/claim", new { })).ShouldBe(
            HttpStatusCode.OK
        );
        await cs.PostAsync(
            "/api/deputies",
            new
            {
                deputy = "cs2",
                from = "2026-11-25",
                until = "2027-03-01",
            }
        );

        var team = await TeamAsync(await company.As("cs-manager"));

        var member = team["members"]!.AsArray().Single(m => (string)m!["signInName"]! == "cs")!;
        ((int)member["open"]!, (int)member["overdue"]!, (string)member["awayUntil"]!).ShouldBe((1, 0, "2027-03-01"));
        team["members"]!.AsArray().Select(m => (string)m!["signInName"]!).ShouldNotContain("cs-manager");
        Numbers(team, "tasks").ShouldContain(number);
        Numbers(team, "cases").ShouldBe([number, another], ignoreOrder: true);
        Numbers(await TeamAsync(await company.As("cs-manager"), "?overdue=true"), "tasks").ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromDays(60));
        company.SignOutEverybody();
        var late = await TeamAsync(await company.As("cs-manager"), "?overdue=true&person=cs");
        Numbers(late, "tasks").ShouldBe([number]);
        Numbers(late, "cases").ShouldContain(number);
        var cut = await TeamAsync(await company.As("gm"), "?size=1");
        (cut["cases"]!["items"]!.AsArray().Count, (int)cut["cases"]!["total"]!).ShouldBe((1, 2));
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, "/team");
        page.Document.QuerySelector("#members")!.TextContent.ShouldContain("逾期 1");
        page.Document.QuerySelector("#cases")!.TextContent.ShouldContain(number);
        page.Links.ShouldContain("/team");
    }

    [Fact]
    public async Task Being_above_somebody_shows_titles_and_times_but_opens_nothing_and_others_see_no_team()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("departments");
        var (vp, warehouse) = (await company.As("sales-vp"), await company.As("technician"));
        var admin = await company.As("admin");
        using var content = new StringContent(
            "signInName,supervisor\nfinance,sales-vp\n",
            System.Text.Encoding.UTF8,
            "text/csv"
        );
        (await admin.Http.PostAsync("/api/people/import", content)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var team = await TeamAsync(vp);

        var task = team["tasks"]!["items"]!.AsArray().Single(t => (string)t!["number"]! == number)!;
        ((bool)task["mayOpen"]!).ShouldBeFalse();
        team.ToJsonString().ShouldNotContain("电话", Case.Sensitive, "what a case is about stays in the case");
        (await vp.GetAsync($"/api/cases/{number}")).ShouldBe(HttpStatusCode.NotFound);
        (await warehouse.GetAsync("/api/team")).ShouldBe(HttpStatusCode.Forbidden);
        using var browser = await Page.SignInAsync(app.Address, "technician");
        (await Page.GetAsync(browser, "/team")).Address.AbsolutePath.ShouldBe("/account/denied");
        (await Page.GetAsync(browser, "/")).Links.ShouldNotContain("/team");
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> TeamAsync(ApiClient who, string query = "") =>
        (await who.GetAsync("/api/team" + query)).ShouldBe(HttpStatusCode.OK).Object;

    private static IReadOnlyList<string> Numbers(System.Text.Json.Nodes.JsonObject team, string list) =>
        [.. team[list]!["items"]!.AsArray().Select(i => (string)i!["number"]!)];
}
