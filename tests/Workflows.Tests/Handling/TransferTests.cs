using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Transfer 转交: the other decides instead.</summary>
public sealed class TransferTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task A_transferred_task_is_the_others_and_who_had_it_is_refused(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var task = await manager.TaskAsync(number);

        (await TransferAsync(manager, task, "vp", "出差")).ShouldBe(HttpStatusCode.OK);

        (await manager.TasksAsync(number)).ShouldBeEmpty();
        var (mine, others) = (
            await manager.GetAsync($"/api/tasks/{task.Id}"),
            await (await company.As("vp")).TaskAsync(number)
        );
        ((bool)mine.ShouldBe(HttpStatusCode.OK).Object["mayDecide"]!).ShouldBeFalse();
        (await manager.TryDecideAsync(others, "Approved")).ShouldBe(HttpStatusCode.Forbidden);
        await (await company.As("vp")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task The_links_of_a_transferred_task_are_dead_also_when_it_comes_back_and_the_other_has_a_mail()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var (manager, vp) = (await company.As("cs-manager"), await company.As("vp"));
        var old = (await Mailbox.AwaitAsync(app.Database, "cs-manager", number)).DecideLinks();
        using var reader = Page.NewBrowser(app.Address);

        await TransferAsync(manager, await manager.TaskAsync(number), "vp", "出差");

        var dead = await Page.GetAsync(reader, old[0]);
        dead.Document.QuerySelector("main form[method=post]").ShouldBeNull();
        dead.Text.ShouldContain("陆文静");
        var mail = await Mailbox.AwaitAsync(app.Database, "vp", number, "转交");
        mail.DecideLinks().Count.ShouldBe(3);
        mail.HtmlBody!.ShouldContain("出差");
        await TransferAsync(vp, await vp.TaskAsync(number), "cs-manager", "已回来");
        (await Page.GetAsync(reader, old[0])).Document.QuerySelector("main form[method=post]").ShouldBeNull();
        (await Page.GetAsync(reader, mail.DecideLinks()[0]))
            .Document.QuerySelector("main form[method=post]")
            .ShouldBeNull();
    }

    [Fact]
    public async Task A_transfer_names_a_colleague_and_a_reason_and_never_the_applicant()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var task = await manager.TaskAsync(number);

        (await TransferAsync(manager, task, "", " "))
            .ShouldBe(HttpStatusCode.BadRequest)
            .ErrorFields()
            .ShouldBe(["/reason", "/to"], ignoreOrder: true);
        (await TransferAsync(manager, task, "nobody", "出差")).ErrorFields().ShouldBe(["/to"]);
        (await TransferAsync(manager, task, "cs-manager", "出差")).ErrorFields().ShouldBe(["/to"]);
        var own = await TransferAsync(manager, task, "cs", "出差");
        own.ErrorFields().ShouldBe(["/to"]);
        own.Body.Unescaped().ShouldContain("林晓雯");
        (await TransferAsync(await company.As("cs"), task, "vp", "急")).ShouldBe(HttpStatusCode.Forbidden);
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task A_comment_saved_for_later_is_there_again_and_does_not_go_along_when_the_task_is_handed_over()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, $"/tasks/{task.Id}");

        var save = page.Document.QuerySelector("button[value=save]");
        await page.SubmitAsync(page.Form("#case-form"), new() { ["comment"] = "号码待核实" }, save);

        var again = await Page.GetAsync(browser, $"/tasks/{task.Id}");
        again.Document.QuerySelector("#comment")!.TextContent.ShouldBe("号码待核实");
        await TransferAsync(await company.As("cs-manager"), task with { Revision = 1 }, "vp", "出差");
        using var other = await Page.SignInAsync(app.Address, "vp");
        (await Page.GetAsync(other, $"/tasks/{task.Id}"))
            .Document.QuerySelector("#comment")!
            .TextContent.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrator_hands_over_what_its_holder_cannot_do()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);

        (await TransferAsync(await company.As("gm"), task, "vp", "病假")).ShouldBe(HttpStatusCode.Forbidden);
        (await TransferAsync(await company.As("admin"), task, "vp", "病假")).ShouldBe(HttpStatusCode.OK);

        await (await company.As("vp")).DecideAsync(number, "Approved");
    }

    [Fact]
    public async Task A_transfer_by_the_page_keeps_what_was_typed_until_it_succeeds()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, $"/tasks/{task.Id}");

        var button = page.Document.QuerySelector("button[value=transfer]");
        var refused = await page.SubmitAsync(
            page.Form("#case-form"),
            new() { ["comment"] = "写到一半", ["transfer.to"] = "vp" },
            button
        );

        refused.Document.QuerySelector("#transfer-reason-error").ShouldNotBeNull(refused.Text);
        refused.Document.QuerySelector("textarea[name=comment]")!.TextContent.ShouldBe("写到一半");
        refused.Document.QuerySelector("details.more")!.HasAttribute("open").ShouldBeTrue();
        var done = await refused.SubmitAsync(
            refused.Form("#case-form"),
            new() { ["transfer.reason"] = "出差" },
            button
        );
        done.Address.AbsolutePath.ShouldBe("/");
        done.Text.ShouldContain("已转交");
        var shown = await Page.GetAsync(browser, $"/cases/{number}");
        shown.Text.ShouldContain("陈慧敏 将「客服部经理审核」转交给 陆文静");
    }

    [Theory, CombineDatabases]
    public async Task Of_a_transfer_and_a_decision_at_once_one_wins(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var task = await manager.TaskAsync(number);

        var replies = await Task.WhenAll(
            TransferAsync(manager, task, "vp", "出差"),
            manager.TryDecideAsync(task, "Approved")
        );

        replies.Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1, string.Join('\n', replies.Select(r => r.Body)));
        var entries = await app.InDbAsync(db =>
            db.Timeline.CountAsync(e =>
                e.TaskId == task.Id && (e.Kind == "task.decided" || e.Kind == "task.transferred")
            )
        );
        entries.ShouldBe(1);
    }

    private static Task<Reply> TransferAsync(ApiClient who, OpenTask task, string to, string reason) =>
        who.PostAsync(
            $"/api/tasks/{task.Id}/transfer",
            new
            {
                to,
                reason,
                revision = task.Revision,
            }
        );
}
