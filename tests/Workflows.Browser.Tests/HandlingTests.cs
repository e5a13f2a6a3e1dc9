using Deque.AxeCore.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>What a task's page and the inbox offer beyond the decision, in a real browser.</summary>
public sealed class HandlingTests(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_task_is_handed_over_from_the_folded_part_of_its_page(bool scripts)
    {
        var number = await browsers.Company.StartAsync();
        await using var manager = await browsers.OpenAsync(scripts: scripts);
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;
        await manager.OpenTaskAsync(number);
        await page.FillAsync("#comment", "写到一半");

        await page.ClickAsync("details.more > summary");
        await page.ClickAsync("details.more-act:has([value=transfer]) > summary");
        await page.SelectOptionAsync("#pick-transfer-to", "vp");
        await page.ClickAsync("button[value=transfer]");
        await page.WaitForSelectorAsync("#transfer-reason-error");
        (await page.InputValueAsync("#comment")).ShouldBe("写到一半");
        (await page.InputValueAsync("#pick-transfer-to")).ShouldBe("vp");
        await page.FillAsync("#transfer-reason", "出差");
        await page.ClickAsync("button[value=transfer]");

        await page.WaitForSelectorAsync(".alert-success");
        (await (await browsers.Company.As("vp")).TaskAsync(number)).Step.ShouldBe("cs-manager-review");
        manager.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_finds_nothing_in_the_folded_part_nor_in_what_was_added_nor_in_the_bulk()
    {
        var number = await browsers.Company.StartAsync();
        await browsers.Company.StartAsync();
        var api = await browsers.Company.As("cs-manager");
        var task = await api.TaskAsync(number);
        string[] to = ["rnd", "finance"];
        await api.PostAsync(
            $"/api/tasks/{task.Id}/signers",
            new
            {
                to,
                place = "After",
                revision = task.Revision,
            }
        );
        await api.PostAsync($"/api/tasks/{task.Id}/ask", new { to, question = "货还在库吗？" });
        await using var manager = await browsers.OpenAsync();
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;

        await page.ClickAsync("details.bulk > summary");
        (await page.RunAxe()).Violations.Select(v => v.Id).ShouldBeEmpty("the inbox");
        await page.GotoAsync($"/tasks/{task.Id}");
        await page.ClickAsync("details.more > summary");
        foreach (var act in await page.QuerySelectorAllAsync("details.more-act > summary"))
            await act.ClickAsync();
        (await page.RunAxe()).Violations.Select(v => v.Id).ShouldBeEmpty("the task");
    }

    [Fact]
    public async Task The_folded_part_is_no_wider_than_a_phone()
    {
        var number = await browsers.Company.StartAsync();
        var task = await (await browsers.Company.As("cs-manager")).TaskAsync(number);
        await using var manager = await browsers.OpenOnPhoneAsync();
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;

        foreach (var path in (string[])["/copies", "/account/deputies", $"/tasks/{task.Id}"])
        {
            await page.GotoAsync(path);
            foreach (var fold in await page.QuerySelectorAllAsync("main details > summary"))
                if (await fold.IsVisibleAsync())
                    await fold.ClickAsync();
            var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            wider.ShouldBeLessThanOrEqualTo(0, path);
        }
    }
}
