using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>The real Elsa Studio inside the host.</summary>
public sealed class StudioTests(Browsers browsers)
{
    /// <summary>Studio's button has no name, only the cloud with an arrow; the word stands on activities of the palette too.</summary>
    private const string PublishButton = "button.mud-icon-button.mud-primary-text:has(path[d^='M19.35'])";

    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task A_process_owner_sees_the_definitions_and_opens_one_without_an_error_in_the_console()
    {
        await using var owner = await browsers.OpenAsync();
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio");

        await page.WaitForSelectorAsync("text=客户信息更正", Patient);
        await page.ClickAsync("text=客户信息更正");
        await page.WaitForSelectorAsync(PublishButton, Patient);
        await page.WaitForSelectorAsync(".x6-node >> nth=5", Patient);

        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_published_in_Studio_is_a_new_version()
    {
        await using var owner = await browsers.OpenAsync();
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        var before = await VersionAsync();
        await page.GotoAsync("/studio/definitions/correction/edit");
        await page.WaitForSelectorAsync(".x6-node >> nth=5", Patient);

        await page.ClickAsync(PublishButton);

        await Eventually.SeesAsync(VersionAsync, version => version > before, "the published version is newer");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Studio_is_closed_to_those_who_own_no_process()
    {
        await using var cs = await browsers.OpenAsync();
        await cs.SignInAsync("cs");

        var reply = await cs.Page.GotoAsync("/studio");

        (reply!.Status == 403 || cs.Page.Url.Contains("denied", StringComparison.Ordinal)).ShouldBeTrue(cs.Page.Url);
    }

    private async Task<int> VersionAsync()
    {
        var owner = await browsers.Company.As("process-owner");
        var reply = await owner.GetAsync(
            "/elsa/api/workflow-definitions/by-definition-id/correction?versionOptions=Published"
        );
        return (int)reply.Object["version"]!;
    }
}
