using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>Nothing that was edited in Studio is lost: not when the session ends, the server is away or somebody else has saved
/// meanwhile; and versions can be gone back to.</summary>
public sealed class StudioEditTests(Browsers browsers)
{
    private const string Definitions = "/elsa/api/workflow-definitions";
    private const string Description = ".mud-input-control:has(label:text-is('Description')) textarea";

    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Who_was_signed_out_signs_in_again_and_the_edit_is_saved()
    {
        await using var owner = await OpenAsync("memo");
        await owner.Page.Context.ClearCookiesAsync();

        await DescribeAsync(owner, "signed out");
        await owner.Page.WaitForSelectorAsync("#studio-out[open]");
        var other = await owner.Page.Context.NewPageAsync();
        await other.GotoAsync("/account/sign-in");
        await other.FillAsync("#user", "process-owner");
        await other.FillAsync("#password", "demo");
        await other.ClickAsync("form:has(#password) button.btn-primary");
        await other.WaitForSelectorAsync("nav.app-nav");
        await owner.Page.ClickAsync("#studio-out button[value=again]");

        await SavedAsync("memo", "signed out");
        (await owner.Page.Locator("dialog[open]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task With_the_server_away_the_edit_waits_and_leaving_is_warned_of()
    {
        await using var owner = await OpenAsync("leave");
        var page = owner.Page;
        await page.RouteAsync($"**{Definitions}", route => route.AbortAsync());

        await DescribeAsync(owner, "server away");
        await page.WaitForSelectorAsync("#studio-away[open]");
        var warned = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            warned.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        // A browser asks nobody who has not touched the page.
        await page.ClickAsync("#studio-away h2");
        await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        (await warned.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("beforeunload");
        await page.UnrouteAsync($"**{Definitions}");
        await page.ClickAsync("#studio-away button[value=again]");

        await SavedAsync("leave", "server away");
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten_unasked()
    {
        await using var owner = await OpenAsync("handover");
        var elsewhere = await ReadAsync("handover");
        elsewhere["description"] = "theirs";
        var api = await browsers.Company.As("process-owner");
        (await api.PostAsync(Definitions, new { model = elsewhere, publish = false })).ShouldBe(
            System.Net.HttpStatusCode.OK
        );

        await DescribeAsync(owner, "mine");
        await owner.Page.WaitForSelectorAsync("#studio-changed[open]");
        ((string?)(await ReadAsync("handover"))["description"]).ShouldBe("theirs");
        await owner.Page.ClickAsync("#studio-changed button[value=mine]");

        await SavedAsync("handover", "mine");
    }

    [Fact]
    public async Task A_version_is_rolled_back_to_in_the_history_and_edited_further()
    {
        var first = (string?)(await ReadAsync("sales-discount"))["description"];
        var next = await ReadAsync("sales-discount");
        next["description"] = "second version";
        var api = await browsers.Company.As("process-owner");
        (await api.PostAsync(Definitions, new { model = next, publish = true })).ShouldBe(System.Net.HttpStatusCode.OK);
        await using var owner = await OpenAsync("sales-discount");
        var page = owner.Page;

        await TabAsync(page, "Version history");
        await page.ClickAsync("tr:has(td:text-is('1')):not(:has(td:text-is('2'))) button");
        await page.ClickAsync(".mud-popover-open >> text=Rollback to this version");
        await SavedAsync("sales-discount", first!);
        await TabAsync(page, "Properties");
        await page.WaitForFunctionAsync(
            "([where, text]) => document.querySelector('#studio').innerHTML && [...document.querySelectorAll('textarea')].some(t => t.value === text)",
            new[] { "", first }
        );
        await DescribeAsync(owner, "third version");

        await SavedAsync("sales-discount", "third version");
        ((int)(await ReadAsync("sales-discount"))["version"]!).ShouldBe(3);
        owner.Complaints.ShouldBeEmpty();
    }

    private async Task<Visitor> OpenAsync(string definition)
    {
        var owner = await browsers.OpenAsync("en-US");
        await owner.SignInAsync("process-owner");
        await owner.Page.GotoAsync($"/studio/definitions/{definition}/edit");
        await owner.Page.WaitForSelectorAsync(".x6-node >> nth=3", Patient);
        await owner.Page.WaitForSelectorAsync(Description);
        return owner;
    }

    private static async Task DescribeAsync(Visitor owner, string text)
    {
        await owner.Page.FillAsync(Description, text);
        await owner.Page.PressAsync(Description, "Tab");
    }

    // Tabs that do not fit are reached by arrows; the click counts wherever they stand.
    private static Task TabAsync(IPage page, string name) =>
        page.Locator($".mud-tab:has-text('{name}')").Last.DispatchEventAsync("click");

    private Task SavedAsync(string definition, string description) =>
        Eventually.SeesAsync(
            async () => (string?)(await ReadAsync(definition))["description"],
            seen => seen == description,
            $"the description is saved as {description}"
        );

    private async Task<JsonObject> ReadAsync(string definition)
    {
        var api = await browsers.Company.As("process-owner");
        return (await api.GetAsync($"{Definitions}/by-definition-id/{definition}?versionOptions=Latest")).Object;
    }
}
