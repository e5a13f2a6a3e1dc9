using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>Studio's lists, and an instance that is watched.</summary>
public sealed class StudioListTests(Browsers browsers)
{
    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task A_definition_is_exported_duplicated_imported_and_the_duplicate_deleted()
    {
        await using var owner = await browsers.OpenAsync();
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio");
        // A page shows ten, and the copy's place in it depends on what other tests have created.
        await page.FillAsync("#studio input[type=text]", "customer-access", new() { Timeout = 120_000 });
        await page.WaitForSelectorAsync("tbody tr:only-child:has-text('customer-access')", Patient);

        await ChooseAsync(page, "customer-access", "导出");
        var exported = await page.RunAndWaitForDownloadAsync(() =>
            page.ClickAsync(".mud-dialog-actions button >> nth=-1")
        );
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await exported.SaveAsAsync(file);
        (await File.ReadAllTextAsync(file)).ShouldContain("Workflows.GrantCustomerAccess");

        await ChooseAsync(page, "customer-access", "复制");
        await page.ClickAsync(".mud-dialog-actions button >> nth=-1");
        await page.WaitForSelectorAsync("tr:has-text('Duplicate of customer-access')");

        await page.ClickAsync(".mud-button-group-root button >> nth=-1");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.ClickAsync(".mud-popover-open >> text=导入"));
        await chooser.SetFilesAsync(file);
        await page.WaitForSelectorAsync("text=已导入 1 个流程。");

        await ChooseAsync(page, "Duplicate of customer-access", "删除");
        await page.ClickAsync(".mud-dialog-actions button >> nth=-1");
        await page.WaitForSelectorAsync(
            "tr:has-text('Duplicate of customer-access')",
            new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached }
        );
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_that_is_watched_moves_on_before_the_eyes()
    {
        var company = browsers.Company;
        var number = await company.StartAsync();
        await using var owner = await browsers.OpenAsync();
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync($"/studio/instances/{await InstanceAsync(number)}");
        await page.WaitForSelectorAsync("[data-cell-id=csManagerReview] .mud-badge", Patient);
        (await page.Locator("[data-cell-id=gmApproval] .mud-badge").CountAsync()).ShouldBe(0);

        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        await page.WaitForSelectorAsync("[data-cell-id=gmApproval] .mud-badge");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_Studio_writes_leads_to_where_it_is_shown_here()
    {
        await using var owner = await browsers.OpenAsync();
        await owner.SignInAsync("process-owner");

        await owner.Page.GotoAsync("/workflows/definitions/memo/edit");

        owner.Page.Url.ShouldEndWith("/studio/definitions/memo");
    }

    [Theory]
    [InlineData("/studio")]
    [InlineData("/studio/instances")]
    public async Task Studios_lists_are_no_wider_than_a_phone(string list)
    {
        await browsers.Company.StartAsync();
        await using var owner = await browsers.OpenOnPhoneAsync();
        await owner.SignInAsync("process-owner");
        await owner.Page.GotoAsync(list);
        await owner.Page.WaitForSelectorAsync("#studio tbody td[data-label]", Patient);

        var right = await owner.Page.EvaluateAsync<double>(
            "Math.max(...[...document.querySelectorAll('#studio .mud-table *')].map(e => e.getBoundingClientRect().right))"
        );

        right.ShouldBeLessThan(391);
    }

    /// <summary>The id of the flow instance that runs a case.</summary>
    private async Task<string> InstanceAsync(string number)
    {
        var one = await (await browsers.Company.As("gm")).CaseAsync(number);
        var owner = await browsers.Company.As("process-owner");
        var found = await owner.GetAsync($"/elsa/api/workflow-instances?correlationId={one["id"]}");
        return (string)found.Items().ShouldHaveSingleItem()!["id"]!;
    }

    private static async Task ChooseAsync(IPage page, string row, string act)
    {
        await page.ClickAsync($"tbody tr:has-text('{row}') button >> nth=-1");
        await page.ClickAsync($".mud-popover-open .mud-menu-item:has-text('{act}')");
    }
}
