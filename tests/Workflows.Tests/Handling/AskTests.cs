using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Ask and answer 征询: a colleague answers, the task stays where it is.</summary>
public sealed class AskTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task A_question_is_answered_without_ending_the_task(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var (manager, warehouse) = (await company.As("cs-manager"), await company.As("warehouse"));
        var seen = await manager.TaskAsync(number);

        (await AskAsync(manager, seen, "货还在库吗？", "warehouse")).ShouldBe(HttpStatusCode.NoContent);

        var question = await warehouse.TaskAsync(number);
        (await warehouse.TryDecideAsync(question, "Answered", " ")).ErrorFields().ShouldBe(["/comment"]);
        await warehouse.DecideAsync(number, "Answered", "在库，共 12 件");
        var mail = await Mailbox.AwaitAsync(app.Database, "cs-manager", number, "答复");
        mail.HtmlBody!.ShouldContain("在库，共 12 件");
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        (await manager.TryDecideAsync(seen, "Approved")).ShouldBe(HttpStatusCode.OK);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_question_that_is_open_when_the_task_ends_is_called_off()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var (manager, warehouse) = (await company.As("cs-manager"), await company.As("warehouse"));
        await AskAsync(manager, await manager.TaskAsync(number), "货还在库吗？", "warehouse");

        await manager.DecideAsync(number, "Approved");

        (await warehouse.TasksAsync(number)).ShouldBeEmpty();
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_question_can_be_answered_from_its_mail()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        await AskAsync(manager, await manager.TaskAsync(number), "货还在库吗？", "warehouse");
        var link = (await Mailbox.AwaitAsync(app.Database, "warehouse", number, "征询")).DecideLinks().Single();
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(reader, link);
        page.Text.ShouldContain("货还在库吗？");

        await page.SubmitAsync(page.Form("main form[method=post]"), new() { ["comment"] = "在库" });

        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var shown = await Page.GetAsync(browser, $"/tasks/{(await manager.TaskAsync(number)).Id}");
        shown.Document.QuerySelector(".added-list")!.TextContent.ShouldContain("在库");
    }

    [Fact]
    public async Task A_question_needs_words_and_somebody_to_ask()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var task = await manager.TaskAsync(number);

        (await AskAsync(manager, task, "", "warehouse")).ErrorFields().ShouldBe(["/question"]);
        (await AskAsync(manager, task, "在吗")).ErrorFields().ShouldBe(["/to"]);
        (await AskAsync(manager, task, "在吗", "cs-manager")).ErrorFields().ShouldBe(["/to"]);
        (await AskAsync(await company.As("cs"), task, "在吗", "rnd")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<Reply> AskAsync(ApiClient who, OpenTask task, string question, params string[] to) =>
        who.PostAsync($"/api/tasks/{task.Id}/ask", new { to, question });
}
