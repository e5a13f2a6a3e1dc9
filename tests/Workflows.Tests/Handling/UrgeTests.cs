using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Urge 催办 [A19]: the applicant asks whoever has the task to get on with it.</summary>
public sealed class UrgeTests
{
    [Fact]
    public async Task The_applicant_urges_by_mail_and_timeline_but_not_again_at_once_A19()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        var cs = await company.As("cs");

        (await UrgeAsync(cs, task, "客户在等")).ShouldBe(HttpStatusCode.NoContent);
        (await UrgeAsync(cs, task)).ShouldBe(HttpStatusCode.Conflict).Text("code").ShouldBe("task.urgedAlready");

        var mail = await Mailbox.AwaitAsync(app.Database, "cs-manager", number, "催办");
        mail.HtmlBody!.ShouldContain("客户在等");
        mail.DecideLinks().Count.ShouldBe(3);
        using var browser = await Page.SignInAsync(app.Address, "cs");
        (await Page.GetAsync(browser, $"/cases/{number}")).Text.ShouldContain(
            "林晓雯 就「客服部经理审核」向 陈慧敏 催办"
        );
        app.Clock.Advance(TimeSpan.FromHours(4.1));
        company.SignOutEverybody();
        (await UrgeAsync(await company.As("cs"), task)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Urging_costs_nobody_what_they_are_about_to_decide()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        var seen = await manager.TaskAsync(number);

        (await UrgeAsync(await company.As("cs"), seen)).ShouldBe(HttpStatusCode.NoContent);

        (await manager.TryDecideAsync(seen, "Approved")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_the_task_or_no_part_in_the_case_does_not_urge()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var task = await (await company.As("cs-manager")).TaskAsync(await company.StartAsync());

        (await UrgeAsync(await company.As("cs-manager"), task)).ShouldBe(HttpStatusCode.Forbidden);
        (await UrgeAsync(await company.As("warehouse"), task)).ShouldBe(HttpStatusCode.NotFound);
        var own = await company.StartAsync();
        await (await company.As("cs-manager")).DecideAsync(own, "Returned", "补充");
        (await UrgeAsync(await company.As("cs"), await (await company.As("cs")).TaskAsync(own)))
            .ShouldBe(HttpStatusCode.Conflict)
            .Text("code")
            .ShouldBe("task.urgeYourself");
    }

    [Fact]
    public async Task The_case_page_urges_with_a_few_words()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await new Company(app.Address).StartAsync();
        using var browser = await Page.SignInAsync(app.Address, "cs");
        var page = await Page.GetAsync(browser, $"/cases/{number}");

        var done = await page.SubmitAsync(page.Form("details.urge form"), new() { ["words"] = "请尽快" });

        done.Text.ShouldContain("已催办");
        using var manager = await Page.SignInAsync(app.Address, "cs-manager");
        (await Page.GetAsync(manager, "/")).Document.QuerySelector(".urged-badge").ShouldNotBeNull();
    }

    private static Task<Reply> UrgeAsync(ApiClient who, OpenTask task, string? words = null) =>
        who.PostAsync($"/api/tasks/{task.Id}/urge", new { words });
}
