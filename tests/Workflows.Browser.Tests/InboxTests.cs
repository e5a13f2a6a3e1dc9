using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>The everyday way through the pages: sign in, inbox, new case, decide; with scripts and without.</summary>
public sealed class InboxTests(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_is_started_from_the_form_with_and_without_scripts_C(bool scripts)
    {
        await using var cs = await browsers.OpenAsync(scripts: scripts);
        await cs.SignInAsync("cs");
        var page = cs.Page;
        await page.ClickAsync("a[href='/new'].btn-primary");
        await page.ClickAsync("a[href='/new/correction']");

        await FillAsync(page);
        await page.ClickAsync("button[value='add:/departments']");
        await page.WaitForSelectorAsync("#field-departments-1-department");
        await page.SelectOptionAsync("#field-departments-0-department", "rnd");
        await page.SelectOptionAsync("#field-departments-1-department", "finance");
        await page.ClickAsync("button[value=submit]");

        await page.WaitForSelectorAsync(".alert-success");
        var number = await NumberAsync(page.Locator(".alert-success"));
        (await browsers.Company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        cs.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_form_comes_back_with_its_errors_and_everything_typed_C(bool scripts)
    {
        await using var cs = await browsers.OpenAsync(scripts: scripts);
        await cs.SignInAsync("cs");
        var page = cs.Page;
        await page.GotoAsync("/new/correction");
        await FillAsync(page);
        await page.FillAsync("#field-remedy", "");
        await page.ClickAsync("button[value=submit]");

        await page.WaitForSelectorAsync("#error-summary");
        (await page.Locator("#field-remedy-error").CountAsync()).ShouldBe(1);
        (await page.InputValueAsync("#field-cause")).ShouldBe("登记时抄错号码");
        (await page.InputValueAsync("#field-changes-0-right")).ShouldBe("0574-88120099");
        (await page.InputValueAsync("#field-customerId")).ShouldBe("C00002");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reviewer_finds_the_task_in_the_inbox_and_approves_it(bool scripts)
    {
        var number = await browsers.Company.StartAsync();
        await using var manager = await browsers.OpenAsync(scripts: scripts);
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;

        await manager.OpenTaskAsync(number);
        (await page.InnerTextAsync("main")).ShouldContain("登记时抄错号码");
        await page.FillAsync("#comment", "同意，请尽快办理");
        await page.ClickAsync("button[name=outcome][value=Approved]");

        await page.WaitForSelectorAsync(".alert-success");
        (await browsers.Company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        manager.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_return_without_a_reason_keeps_the_page_and_asks_for_it()
    {
        var number = await browsers.Company.StartAsync();
        await using var manager = await browsers.OpenAsync();
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;
        await manager.OpenTaskAsync(number);

        await page.ClickAsync("button[name=outcome][value=Returned]");
        await page.WaitForSelectorAsync("#comment-error");
        await page.FillAsync("#comment", "请写明影响范围");
        await page.ClickAsync("button[name=outcome][value=Returned]");

        await page.WaitForSelectorAsync(".alert-success");
        (await browsers.Company.WaitingStepsAsync(number)).ShouldBe(["revise-draft"]);
    }

    [Fact]
    public async Task Who_comes_second_reads_who_was_first_and_loses_nothing_typed()
    {
        var number = await browsers.Company.StartAtAsync("organise");
        await using var second = await browsers.OpenAsync();
        await second.SignInAsync("cs2");
        var page = second.Page;
        await second.OpenTaskAsync(number);
        await page.FillAsync("#field-executionNote", "我写的执行安排");
        await browsers.Company.EndAsync(number, "organise", "cs");

        await page.ClickAsync("button[name=outcome][value=Done]");

        await page.WaitForSelectorAsync("[role=alert]");
        (await page.InnerTextAsync("main")).ShouldContain("我写的执行安排");
        (await browsers.Company.WaitingStepsAsync(number)).ShouldBe(["departments", "departments"]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_file_that_lies_about_its_type_is_said_together_with_all_else_that_is_wrong(bool scripts)
    {
        await using var seller = await browsers.OpenAsync(scripts: scripts);
        await seller.SignInAsync("marketing");
        var page = seller.Page;
        await page.GotoAsync("/new/complaint");
        await page.FillAsync("#field-demand", "换货并承担运费");
        await page.FillAsync("#field-quantity", "一百");
        var liar = new FilePayload
        {
            Name = "照片.jpg",
            MimeType = "image/jpeg",
            Buffer = "<script>alert(1)</script>"u8.ToArray(),
        };
        await page.SetInputFilesAsync("input[type=file]", liar);

        await page.ClickAsync("button[value=submit]");

        var summary = page.Locator("#error-summary");
        await summary.WaitForAsync();
        var text = await summary.InnerTextAsync();
        foreach (var wrong in (string[])["照片.jpg", "客户", "订购数量"])
            text.ShouldContain(wrong);
        (await page.InputValueAsync("#field-demand")).ShouldBe("换货并承担运费");
        (await page.InputValueAsync("#field-quantity")).ShouldBe("一百");
    }

    [Fact]
    public async Task The_case_page_draws_the_flow_and_marks_where_it_stands()
    {
        var number = await browsers.Company.StartAtAsync("organise");
        await using var cs = await browsers.OpenAsync();
        await cs.SignInAsync("cs");

        await cs.Page.GotoAsync($"/cases/{number}");

        var flow = cs.Page.Locator("main svg:not(.icon):has(text)").First;
        (await flow.InnerHTMLAsync()).ShouldContain("组织执行");
        var main = await cs.Page.InnerTextAsync("main");
        main.ShouldContain(number);
        main.ShouldContain("组织执行");
    }

    private static async Task FillAsync(IPage page)
    {
        await page.SelectOptionAsync("#field-customerId", "C00002");
        await page.SelectOptionAsync("#field-changes-0-field", "phone");
        await page.FillAsync("#field-changes-0-wrong", "0574-88120066");
        await page.FillAsync("#field-changes-0-right", "0574-88120099");
        await page.FillAsync("#field-cause", "登记时抄错号码");
        await page.FillAsync("#field-affected", "客户本人");
        await page.FillAsync("#field-remedy", "更正档案并通知各部门");
        await page.SelectOptionAsync("#field-departments-0-department", "rnd");
    }

    private static async Task<string> NumberAsync(ILocator text) =>
        System
            .Text.RegularExpressions.Regex.Match(
                await text.InnerTextAsync(),
                @"GZ-\d{6}-\d{4}",
                default,
                TimeSpan.FromSeconds(1)
            )
            .Value;
}
