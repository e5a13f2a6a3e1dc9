using Workflows.Tests.Complaints;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>The pages a manager opens when much is late: with the sentences that explain each due time, on a phone.</summary>
public sealed class OverduePagesTests(Browsers browsers)
{
    [Fact]
    public async Task Pages_with_overdue_work_are_not_wider_than_a_phone_A26_over()
    {
        var settings = new Dictionary<string, string>();
        await using var host = await HostProcess.StartAsync(Database.Sqlite, settings);
        var complaint = await new Complaint(new Company(host.Address)).AcceptedAsync();
        settings["Clock:Ahead"] = "30.00:00:00";
        await host.RestartAsync();

        foreach (var locale in (string[])["zh-CN", "en-GB"])
        {
            await using var gm = await browsers.OpenOnPhoneAsync(locale, at: host.Address);
            await gm.SignInAsync("gm");
            string[] paths = ["/overdue", "/team", "/registers", "/registers/complaint", $"/cases/{complaint}"];
            foreach (var path in paths)
                await FitsAsync(gm, path);
            gm.Complaints.ShouldBeEmpty();
        }
    }

    private static async Task FitsAsync(Visitor visitor, string path)
    {
        await visitor.Page.GotoAsync(path);
        if (path == "/overdue")
            (await visitor.Page.Locator("tr.is-late").CountAsync()).ShouldBeGreaterThan(1, "case and task are late");
        // The phone widens its view when something is wider than the screen, so the screen's own width is the measure.
        var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(390, path);
    }
}
