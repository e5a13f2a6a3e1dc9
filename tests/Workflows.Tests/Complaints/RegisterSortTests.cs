using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>The register in every order: by address, by its headings and in a view, page by page.</summary>
public sealed class RegisterSortTests
{
    private const string Register = "/api/registers/complaint";

    [Theory, CombineDatabases]
    public async Task Every_order_leads_through_all_pages_and_what_has_no_value_comes_last(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var unaccepted = await complaint.StartAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var small = await complaint.TreatedAsync(300);
        await complaint.DoAsync("sales-manager", small, "Rejected", comment: "证据不足");
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var plain = await complaint.AcceptedAsync("non-quality");
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var large = await complaint.TreatedAsync(9000);
        var cs = await company.As("cs");
        await app.InDbAsync(db =>
            db.RegisterRows.Where(r => r.Amount == 9000)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Department, "finance"))
        );

        var expected = new Dictionary<string, string[]>
        {
            ["newest"] = [large, plain, small, unaccepted],
            ["oldest"] = [unaccepted, small, plain, large],
            ["largest"] = [large, small, plain, unaccepted],
            ["smallest"] = [small, large, plain, unaccepted],
            ["numberUp"] = [unaccepted, small, plain, large],
            ["numberDown"] = [large, plain, small, unaccepted],
            ["dueSoonest"] = [small, plain, large, unaccepted],
            ["dueLatest"] = [large, plain, small, unaccepted],
            ["closedLatest"] = [small, large, plain, unaccepted],
            ["closedEarliest"] = [small, large, plain, unaccepted],
            ["classUp"] = [large, small, plain, unaccepted],
            ["classDown"] = [plain, large, small, unaccepted],
            // As the organisation lists them: finance before the warehouse.
            ["departmentUp"] = [large, small, plain, unaccepted],
            ["departmentDown"] = [small, large, plain, unaccepted],
            ["statusUp"] = [large, plain, unaccepted, small],
            ["statusDown"] = [small, large, plain, unaccepted],
        };

        foreach (var (sort, numbers) in expected)
        {
            var read = new List<string>();
            for (var page = 1; page <= 4; page++)
                read.AddRange(await NumbersAsync(cs, $"sort={sort}&size=1&page={page}"));
            read.ShouldBe(numbers, Case.Sensitive, sort);
            (await NumbersAsync(cs, $"sort={sort}")).ShouldBe(numbers, sort);
        }
    }

    [Theory, CombineDatabases]
    public async Task The_ten_thousandth_number_of_a_month_follows_the_one_before(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var first = await complaint.StartAsync();
        await app.InDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                "UPDATE \"CaseSequences\" SET \"Last\" = 9998 WHERE \"ProcessKey\" = 'complaint'"
            )
        );
        var last = await complaint.StartAsync();
        var next = await complaint.StartAsync();

        next.ShouldEndWith("-10000");
        (await NumbersAsync(await company.As("cs"), "sort=numberUp")).ShouldBe([first, last, next]);
    }

    [Fact]
    public async Task A_heading_puts_the_register_in_order_turns_it_round_and_a_view_keeps_it()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var complaint = new Complaint(new Company(app.Address));
        var large = await complaint.TreatedAsync(9000);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var small = await complaint.TreatedAsync(300);
        using var browser = await Page.SignInAsync(app.Address, "cs");

        var newest = await Page.GetAsync(browser, "/registers/complaint?text=轴承&columns=amount");
        Sorted(newest).ShouldBe(["发起时间 descending"]);
        var byAmount = await Page.GetAsync(browser, Heading(newest, "金额"));
        Sorted(byAmount).ShouldBe(["核定金额（元） descending"]);
        Shown(byAmount).ShouldBe([large, small]);
        var turned = await Page.GetAsync(browser, Heading(byAmount, "金额"));
        Sorted(turned).ShouldBe(["核定金额（元） ascending"]);
        Shown(turned).ShouldBe([small, large]);
        turned.Document.QuerySelector("#text")!.GetAttribute("value").ShouldBe("轴承");
        turned.Document.QuerySelector("#sort option[selected]")!.GetAttribute("value").ShouldBe("Smallest");

        await turned.SubmitAsync(
            turned.Form("form:has(#view-name)"),
            new() { ["name"] = "小额在前", ["default"] = "true" }
        );
        Shown(await Page.GetAsync(browser, "/registers/complaint")).ShouldBe([small, large]);
    }

    private static string[] Sorted(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("th[aria-sort] a:is(.ascending, .descending)")
                .Select(a => $"{a.TextContent.TrimEnd('↑', '↓')} {a.ParentElement!.GetAttribute("aria-sort")}"),
        ];

    private static string Heading(Page page, string title) =>
        page
            .Document.QuerySelectorAll("th a.sort-link")
            .Single(a => a.TextContent.Contains(title, StringComparison.Ordinal))
            .GetAttribute("href")!;

    private static string[] Shown(Page page) =>
        [.. page.Document.QuerySelectorAll(".register-table .case-number").Select(a => a.TextContent)];

    private static async Task<IEnumerable<string>> NumbersAsync(ApiClient client, string query) =>
        (await client.GetAsync($"{Register}?{query}")).Items().Select(l => (string)l!["number"]!);
}
