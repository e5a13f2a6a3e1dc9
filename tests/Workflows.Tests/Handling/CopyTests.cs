using System.Net;
using Workflows.Tests.Activities;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Copy 抄送: somebody sees a case and need not do anything.</summary>
public sealed class CopyTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task Who_was_sent_a_case_sees_it_has_it_unread_and_then_read(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var (cs, warehouse) = (await company.As("cs"), await company.As("warehouse"));
        (await warehouse.GetAsync($"/api/cases/{number}")).ShouldBe(HttpStatusCode.NotFound);

        (await CopyAsync(cs, number, "warehouse", "hr")).ShouldBe(HttpStatusCode.NoContent);

        (await warehouse.CaseAsync(number))["mayCopy"]!.GetValue<bool>().ShouldBeFalse("readers do not pass it on");
        (await CopyAsync(warehouse, number, "info")).ShouldBe(HttpStatusCode.Forbidden);
        (await UnreadAsync(warehouse)).ShouldContain(number);
        (await warehouse.PostAsync($"/api/cases/{number}/copies/read", new { })).ShouldBe(HttpStatusCode.NoContent);
        (await UnreadAsync(warehouse)).ShouldNotContain(number);
        var readers = (await cs.CaseAsync(number))["copies"]!.AsArray();
        readers.Count(r => r!["readAt"] is not null).ShouldBe(1);
        var mail = await Mailbox.AwaitAsync(app.Database, "hr", number, "抄送");
        mail.DecideLinks().ShouldBeEmpty();
        mail.HtmlBody!.ShouldContain("供参考");
    }

    [Fact]
    public async Task Opening_the_case_page_makes_the_copy_read()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        await CopyAsync(await company.As("cs"), number, "technician");
        using var browser = await Page.SignInAsync(app.Address, "technician");
        (await Page.GetAsync(browser, "/copies?show=unread")).Text.ShouldContain(number);

        (await Page.GetAsync(browser, $"/cases/{number}")).Status.ShouldBe(HttpStatusCode.OK);

        (await Page.GetAsync(browser, "/copies?show=unread")).Text.ShouldNotContain(number);
        (await Page.GetAsync(browser, "/copies")).Text.ShouldContain(number);
    }

    [Fact]
    public async Task The_case_page_copies_and_says_at_the_field_when_nobody_is_chosen()
    {
        var app = await apps.On(Database.Sqlite);
        var number = await new Company(app.Address).StartAsync();
        using var browser = await Page.SignInAsync(app.Address, "cs");
        var page = await Page.GetAsync(browser, $"/cases/{number}");
        var form = page.Form("form:has(input[name='copy.to'])");

        var refused = await page.SubmitAsync(form, new() { ["copy.note"] = "请知悉" });
        refused.Document.QuerySelector("#pick-copy-to-error").ShouldNotBeNull(refused.Text);
        refused.Document.QuerySelector("textarea[name='copy.note']")!.TextContent.ShouldBe("请知悉");
        var again = refused.Form("form:has(input[name='copy.to'])");
        var done = await refused.SubmitAsync(again, new() { ["copy.to"] = "info" });

        done.Text.ShouldContain("林晓雯 将案件抄送给 韩雪");
    }

    [Theory, CombineDatabases]
    public async Task A_flow_copies_to_a_role_and_to_whom_a_field_names_and_does_not_wait(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var copy = FlowEditor.Activity(
            "tell",
            "Workflows.Copy",
            ("people", "JavaScript", "['hr', 'cs', 'nobody-of-that-name']"),
            ("role", "Literal", "technician"),
            ("note", "Liquid", "请知悉 {{ Variables.Case.cause }}")
        );
        await FlowEditor.InsertAsync(company, (copy, "Done"));
        var number = await company.StartAtAsync("gm-approval");

        (await UnreadAsync(await company.As("hr"))).ShouldContain(number);
        (await UnreadAsync(await company.As("technician"))).ShouldContain(number);
        (await (await company.As("hr")).CaseAsync(number))["copies"]!.AsArray().Count.ShouldBe(3);
        var mail = await Mailbox.AwaitAsync(app.Database, "hr", number, "抄送");
        mail.HtmlBody!.ShouldContain("请知悉 登记时抄错号码");
        using var browser = await Page.SignInAsync(app.Address, "technician");
        (await Page.GetAsync(browser, "/copies")).Text.ShouldContain("流程");
        (await Page.GetAsync(browser, $"/cases/{number}")).Text.ShouldContain("系统 将案件抄送给");
        (await UnreadAsync(await company.As("technician"))).ShouldNotContain(number);
    }

    private static Task<Reply> CopyAsync(ApiClient who, string number, params string[] to) =>
        who.PostAsync($"/api/cases/{number}/copies", new { to, note = "供参考" });

    private static async Task<IEnumerable<string>> UnreadAsync(ApiClient who) =>
        (await who.GetAsync("/api/copies?unread=true&size=200")).Items().Select(c => (string)c!["number"]!);
}
