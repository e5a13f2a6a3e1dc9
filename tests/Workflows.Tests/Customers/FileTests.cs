using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Tests.Support;

namespace Workflows.Tests.Customers;

/// <summary>Customer files 客户档案: created, edited, kept up to date, with the history of every field [B4] [B4-4] [B8].</summary>
public sealed class FileTests
{
    [Theory, CombineDatabases]
    public async Task B4_the_keeper_creates_a_file_which_gets_the_next_number(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var info = await app.SignInAsync("info");

        var made = await info.PostAsync(
            "/api/customers",
            new
            {
                name = "上海方正律师事务所",
                phone = "021-62880001",
                specialClass = "lawyer",
                responsibles = new[] { "marketing" },
            }
        );
        made.ShouldBe(HttpStatusCode.Created).Text("id").ShouldBe("C00013");
        var wrong = await info.PostAsync(
            "/api/customers",
            new
            {
                number = "C00001",
                name = " ",
                postcode = "12",
                email = "x",
            }
        );
        wrong
            .ShouldBe(HttpStatusCode.BadRequest)
            .ErrorFields()
            .ShouldBe(["/name", "/postcode", "/email", "/number"], ignoreOrder: true);

        var found = await info.GetAsync("/api/customers?class=lawyer");
        found.Items().Single()!["id"]!.GetValue<string>().ShouldBe("C00013");
        (await (await app.SignInAsync("marketing")).GetAsync("/api/customers/C00013")).ShouldBe(HttpStatusCode.OK);
        (await (await app.SignInAsync("cs")).PostAsync("/api/customers", new { name = "x" })).ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory, CombineDatabases]
    public async Task B4_4_an_edit_leaves_who_when_old_and_new_and_a_stale_one_is_refused_with_nothing_lost(
        Database kind
    )
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "info");
        var form = await Page.GetAsync(browser, "/customers/C00001/edit");
        var info = await app.SignInAsync("info");
        var first = await AccessTests.PutAsync(
            info,
            "/api/customers/C00001",
            new { revision = 0, phone = "0512-11112222" }
        );
        first.ShouldBe(HttpStatusCode.OK);

        var conflict = await form.SubmitAsync(form.Form("#customer-form"), new() { ["phone"] = "0512-33334444" });

        conflict.Text.ShouldContain("档案在您填写期间已被他人修改");
        conflict.Text.ShouldContain("档案现为：0512-11112222");
        conflict.Document.QuerySelector("#phone")!.GetAttribute("value").ShouldBe("0512-33334444");
        var saved = await conflict.SubmitAsync(conflict.Form("#customer-form"));
        saved.Address.AbsolutePath.ShouldBe("/customers/C00001", saved.Text);
        var changes = await app.InDbAsync(db => db.CustomerChanges.OrderBy(c => c.Id).ToListAsync());
        changes
            .Select(c => (c.Field, c.OldValue, c.NewValue, c.Source))
            .ShouldBe([
                ("phone", "0512-62881234", "0512-11112222", ChangeSource.Hand),
                ("phone", "0512-11112222", "0512-33334444", ChangeSource.Hand),
            ]);
        var stale = await AccessTests.PutAsync(
            info,
            "/api/customers/C00001",
            new { revision = 0, phone = "0512-99998888" }
        );
        stale.ShouldBe(HttpStatusCode.Conflict);
        saved.Text.ShouldContain("手工修改");
    }

    [Theory, CombineDatabases]
    public async Task B8_an_important_customer_with_one_responsible_is_warned_of_until_there_are_two(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var info = await app.SignInAsync("info");
        await AccessTests.PutAsync(info, "/api/customers/C00001", new { revision = 0, important = true });
        using var browser = await Page.SignInAsync(app.Address, "info");

        (await Page.GetAsync(browser, "/customers/C00001")).Text.ShouldContain("至少需要两名负责人，目前只有 1 名");
        (await info.GetAsync("/api/customers?lacking=true"))
            .Items()
            .Select(c => (string)c!["id"]!)
            .ShouldBe(["C00001", "C00002"]);
        var wanted = new { responsibles = new[] { "marketing", "marketing2" } };
        (await AccessTests.PutAsync(info, "/api/customers/C00001/responsibles", wanted)).ShouldBe(
            HttpStatusCode.NoContent
        );

        var page = await Page.GetAsync(browser, "/customers/C00001");
        page.Text.ShouldNotContain("至少需要两名负责人，目前");
        var change = await app.InDbAsync(db => db.CustomerChanges.SingleAsync(c => c.Field == "responsible"));
        change.NewValue.Split('、').Length.ShouldBe(2);
        change.NewValue.ShouldContain(change.OldValue);
        (await (await app.SignInAsync("marketing2")).GetAsync("/api/customers/C00001")).ShouldBe(HttpStatusCode.OK);
        var mine = await AccessTests.PutAsync(
            await app.SignInAsync("marketing"),
            "/api/customers/C00001/responsibles",
            wanted
        );
        mine.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, CombineDatabases]
    public async Task B4_4_B7_entries_changes_and_views_are_paged_through_to_the_first(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "info");
        var info = await app.SignInAsync("info");
        const string path = "/api/customers/C00001";
        for (var i = 0; i < 52; i++)
        {
            var call = new
            {
                kind = "Call",
                on = "2026-11-20",
                text = $"第{i}次通话",
            };
            (await info.PostAsync($"{path}/entries", call)).ShouldBe(HttpStatusCode.Created);
            (await AccessTests.PutAsync(info, path, new { revision = i, phone = $"0512-6288{i:0000}" })).ShouldBe(
                HttpStatusCode.OK
            );
        }

        var page = await Page.GetAsync(browser, "/customers/C00001");
        page.Text.ShouldContain("第51次通话");
        page.Text.ShouldNotContain("第0次通话");
        var next = page.Document.QuerySelector("#entries a[rel=next]")!.GetAttribute("href")!;
        var second = await Page.GetAsync(browser, next);
        second.Document.QuerySelector("#entries")!.TextContent.ShouldContain("第0次通话");
        second
            .Document.QuerySelector("#history")!
            .TextContent.ShouldContain("0512-62880051", Case.Sensitive, "it stays");
        var older = second.Document.QuerySelector("#history a[rel=next]")!.GetAttribute("href")!;
        var both = await Page.GetAsync(browser, older);
        both.Document.QuerySelector("#history")!.TextContent.ShouldContain("0512-62881234");
        both.Document.QuerySelector("#entries")!.TextContent.ShouldContain("第0次通话");
        (await app.InDbAsync(db => db.CustomerViews.CountAsync())).ShouldBe(1, "turning pages is the same view");
        var read = (await info.GetAsync($"{path}?size=50&entriesPage=2")).Object;
        ((int)read["entriesTotal"]!, read["entries"]!.AsArray().Count).ShouldBe((52, 2));
        (await info.GetAsync($"{path}?size=50&historyPage=9")).Object["history"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory, CombineDatabases]
    public async Task B4_4_the_second_keeper_who_says_who_looks_after_a_customer_is_told_of_the_first(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var info = await app.SignInAsync("info");
        using var browser = await Page.SignInAsync(app.Address, "info");
        var form = await Page.GetAsync(browser, "/customers/C00001");
        const string path = "/api/customers/C00001/responsibles";
        await AccessTests.PutAsync(info, path, new { responsibles = new[] { "marketing2" } });

        var stale = new { responsibles = new[] { "marketing" }, seen = new[] { "marketing" } };
        (await AccessTests.PutAsync(info, path, stale)).ShouldBe(HttpStatusCode.Conflict);
        var told = await form.SubmitAsync(form.Form("#assign form"), new() { ["responsibles"] = "cs" });

        told.Text.ShouldContain("他人已更改负责人");
        told.Document.QuerySelectorAll("#assign input[type=checkbox][checked]")
            .Select(box => box.GetAttribute("value"))
            .ShouldBe(["cs"]);
        var saved = await told.SubmitAsync(told.Form("#assign form"));
        saved.Text.ShouldNotContain("他人已更改负责人");
        var file = (await info.GetAsync("/api/customers/C00001")).Object["file"]!;
        file["responsibles"]!.AsArray().Select(r => (string)r!).ShouldBe(["cs"]);
    }

    [Theory, CombineDatabases]
    public async Task B4_4_B8_who_looks_after_a_customer_writes_dated_entries_and_yearly_figures(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "marketing");
        var page = await Page.GetAsync(browser, "/customers/C00001");

        var wrong = await page.SubmitAsync(
            page.Form("#entry-form"),
            new()
            {
                ["kind"] = "Performance",
                ["on"] = "2026-12-30",
                ["text"] = "全年销售",
                ["amount"] = "1200000",
            }
        );
        wrong.Document.QuerySelector("#year-error")!.TextContent.ShouldBe("此项必填。");
        wrong.Document.QuerySelector("#on-error")!.TextContent.ShouldBe("日期不能晚于今天。");
        wrong.Document.QuerySelector("#entry-text")!.TextContent.ShouldContain("全年销售");
        var done = await wrong.SubmitAsync(
            wrong.Form("#entry-form"),
            new() { ["on"] = "2026-11-20", ["year"] = "2025" }
        );

        done.Document.QuerySelector("#entries")!.TextContent.ShouldContain("全年销售");
        done.Text.ShouldContain("历年业绩与财务");
        done.Text.ShouldContain("1,200,000 元");
        var cs = await app.SignInAsync("cs");
        var entry = new
        {
            kind = "Call",
            on = "2026-11-20",
            text = "来电询价",
        };
        (await cs.PostAsync("/api/customers/C00001/entries", entry)).ShouldBe(HttpStatusCode.Forbidden);
        var read = (await cs.GetAsync("/api/customers/C00001")).ShouldBe(HttpStatusCode.OK).Object;
        read["entries"]!.AsArray().Count.ShouldBe(1);
    }
}
