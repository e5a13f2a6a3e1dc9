using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.People;

/// <summary>The directory (issue 5, point 5): everybody reads it, administrators change it in pages and over REST.</summary>
public sealed class DirectoryTests
{
    [Fact]
    public async Task Everybody_finds_people_and_sees_who_is_away_but_only_administrators_change_them()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var hr = await app.SignInAsync("hr");
        await hr.PostAsync(
            "/api/deputies",
            new
            {
                deputy = "rnd",
                from = "2026-11-25",
                until = "2026-11-27",
            }
        );
        using var browser = await Page.SignInAsync(app.Address, "warehouse");

        var page = await Page.GetAsync(browser, "/people?department=hr");

        page.Text.ShouldContain("hr@example.test");
        page.Text.ShouldContain("由 沈立新 代理至 2026-11-27");
        page.Text.ShouldNotContain("cs@example.test");
        page.Links.ShouldNotContain("/people/edit");
        foreach (var closed in new[] { "/people/edit", "/people/departments", "/people/import" })
            (await Page.GetAsync(browser, closed)).Address.AbsolutePath.ShouldBe("/account/denied");
        var warehouse = await app.SignInAsync("warehouse");
        (await warehouse.PostAsync("/api/people", Entry())).ShouldBe(HttpStatusCode.Forbidden);
        (await warehouse.PostAsync("/api/people/hr/deactivate", new { })).ShouldBe(HttpStatusCode.Forbidden);
        (await warehouse.PostAsync("/api/people/hr/password", new { })).ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(warehouse, "/api/departments/hr", new { })).ShouldBe(HttpStatusCode.Forbidden);
        (await ImportAsync(warehouse, "signInName\nhr")).ShouldBe(HttpStatusCode.Forbidden);
        (await warehouse.GetAsync("/api/people?role=gm")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_adds_somebody_in_the_page_and_nothing_typed_is_lost()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        using var browser = await Page.SignInAsync(app.Address, "admin");
        var page = await Page.GetAsync(browser, "/people/edit");

        var wrong = await page.SubmitAsync(
            page.Form("main form"),
            new()
            {
                ["Typed.SignInName"] = "Li Na",
                ["Typed.Name"] = "李娜",
                ["Typed.Email"] = "nowhere",
                ["Typed.Roles"] = "cs",
            }
        );

        wrong.Document.QuerySelector("#signInName-error").ShouldNotBeNull(wrong.Text);
        wrong.Document.QuerySelector("#email-error").ShouldNotBeNull(wrong.Text);
        wrong.Document.QuerySelector("#department-error").ShouldNotBeNull(wrong.Text);
        wrong.Document.QuerySelector("#name")!.GetAttribute("value").ShouldBe("李娜");
        ((IHtmlInputElement)wrong.Document.QuerySelector("input[value=cs]")!).IsChecked.ShouldBeTrue();
        var added = await wrong.SubmitAsync(
            wrong.Form("main form"),
            new()
            {
                ["Typed.SignInName"] = "li.na",
                ["Typed.Email"] = "li.na@example.test",
                ["Typed.Department"] = "cs",
                ["Typed.Supervisor"] = "cs-manager",
            }
        );
        var password = added.Document.QuerySelector("#one-time-password")!.TextContent;
        var session = (
            await ApiClient.Anonymous(app.Address).PostAsync("/api/session", new { user = "li.na", password })
        ).ShouldBe(HttpStatusCode.OK);
        ((bool)session.Object["mustChangePassword"]!).ShouldBeTrue();
        (await Page.GetAsync(browser, "/people?text=李娜")).Text.ShouldContain("客服部");
    }

    [Theory, CombineDatabases]
    public async Task Changes_go_to_the_history_and_wrong_ones_are_refused(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var admin = await app.SignInAsync("admin");
        (await admin.PostAsync("/api/people", Entry())).ShouldBe(HttpStatusCode.Created);
        (await admin.PostAsync("/api/people", Entry())).ErrorFields().ShouldBe(["/signInName"]);

        app.Clock.Advance(TimeSpan.FromDays(2));
        admin = await app.SignInAsync("admin");
        (await PutAsync(admin, "/api/people/li.na", Entry(role: "rnd", supervisor: "gm", revision: 1))).ShouldBe(
            HttpStatusCode.OK
        );

        (await WhoWasAsync(admin, "cs", "2026-11-25")).ShouldContain("li.na");
        (await WhoWasAsync(admin, "cs", "2026-11-28")).ShouldNotContain("li.na");
        (await WhoWasAsync(admin, "rnd", "2026-11-28")).ShouldContain("li.na");
        var row = (await admin.GetAsync("/api/people/cs-manager")).Object;
        var loop = new
        {
            name = row["name"],
            department = row["departmentKey"],
            roles = row["roles"],
            supervisor = "cs",
            revision = row["revision"],
        };
        (await PutAsync(admin, "/api/people/cs-manager", loop)).ErrorFields().ShouldBe(["/supervisor"]);
        (await PutAsync(admin, "/api/people/admin", Entry("cs"))).ErrorFields().ShouldBe(["/revision"]);
        var demoted = await PutAsync(admin, "/api/people/admin", Entry("cs", revision: 0));
        demoted.ShouldBe(HttpStatusCode.Conflict).Text("code").ShouldBe("people.lastAdministrator");
        (await admin.PostAsync("/api/people/admin/deactivate", new { })).ShouldBe(HttpStatusCode.Conflict);
        (await PutAsync(admin, "/api/departments/legal", new { name = Name("法务部"), head = "li.na" })).ShouldBe(
            HttpStatusCode.NoContent
        );
        (await admin.GetAsync("/api/departments")).Body.ShouldContain("legal");
    }

    [Theory, CombineDatabases]
    public async Task An_import_names_every_bad_line_and_brings_in_all_or_nothing(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var admin = await app.SignInAsync("admin");
        const string head = "登录名,姓名,邮箱,部门,上级,角色,开始日期\n";
        const string good = "zhao.yi,\"赵,一\",zhao@example.test,客服部,qian.er,cs,2026/11/1\n";

        var bad = await ImportAsync(
            admin,
            head + good + "\nqian.er,,qian,nowhere,zhao.yi,nothing,soon\n",
            "?preview=true"
        );

        bad.ShouldBe(HttpStatusCode.OK);
        var problems = bad.Object["bad"]!.AsArray();
        problems
            .Where(p => (int)p!["line"]! == 4)
            .Select(p => (string)p!["field"]!)
            .ShouldBe(["name", "email", "department", "roles", "validFrom", "supervisor"], ignoreOrder: true);
        problems.Count(p => (int)p!["line"]! == 2).ShouldBe(1, "the two are above each other");
        (await ImportAsync(admin, head + good + "qian.er,,,,,,\n")).ShouldBe(HttpStatusCode.BadRequest);
        (await admin.GetAsync("/api/people/zhao.yi")).ShouldBe(HttpStatusCode.NotFound);

        var done = await ImportAsync(admin, head + good + "qian.er,钱二,,cs,cs-manager,cs cs-manager,\n");
        ((int)done.ShouldBe(HttpStatusCode.OK).Object["new"]!).ShouldBe(2);
        (await admin.GetAsync("/api/people/zhao.yi")).Text("supervisor").ShouldBe("qian.er");
        (await WhoWasAsync(admin, "cs", "2026-11-01")).ShouldContain("zhao.yi");
        (await WhoWasAsync(admin, "cs", "2026-10-31")).ShouldNotContain("zhao.yi");
        var again = await ImportAsync(admin, File.ReadAllText(Repository.Path("workflows/organisation.json")));
        ((int)again.ShouldBe(HttpStatusCode.OK).Object["changed"]!).ShouldBe(0);
        (await app.InDbAsync(db => db.People.CountAsync(p => p.SignInName == "admin"))).ShouldBe(1);
    }

    private static object Entry(string role = "cs", string supervisor = "cs-manager", int? revision = null) =>
        new
        {
            revision,
            signInName = "li.na",
            name = "李娜",
            email = "li.na@example.test",
            department = "cs",
            supervisor,
            roles = new[] { role },
        };

    private static Dictionary<string, string> Name(string name) =>
        new()
        {
            ["zh-Hans"] = name,
            ["zh-Hant"] = name,
            ["en"] = name,
        };

    private static async Task<Reply> PutAsync(ApiClient who, string path, object body)
    {
        using var response = await who.Http.PutAsJsonAsync(path, body);
        return await Reply.ReadAsync(response);
    }

    private static async Task<Reply> ImportAsync(ApiClient who, string text, string query = "")
    {
        using var content = new StringContent(text, System.Text.Encoding.UTF8, "text/csv");
        using var response = await who.Http.PostAsync("/api/people/import" + query, content);
        return await Reply.ReadAsync(response);
    }

    private static async Task<IReadOnlyList<string>> WhoWasAsync(ApiClient who, string role, string day) =>
        [
            .. (await who.GetAsync($"/api/people/who-was?role={role}&on={day}"))
                .ShouldBe(HttpStatusCode.OK)
                .Items()
                .Select(w => (string)w!["signInName"]!),
        ];
}
