using System.Globalization;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Tests.Complaints;

namespace Workflows.Browser.Tests;

/// <summary>The complaint register with its charts, and the forms of a complaint, in a real browser.</summary>
public sealed class RegisterPageTests(Browsers browsers)
{
    private const string Register = "/registers/complaint";

    [Fact]
    public async Task Every_chart_is_drawn_and_says_what_its_table_says()
    {
        await FilledAsync();
        await using var keeper = await browsers.OpenAsync();
        var page = await OpenAsync(keeper);

        var charts = await page.QuerySelectorAllAsync("figure.chart-card");
        charts.Count.ShouldBe(5);
        foreach (var chart in charts)
        {
            var drawn = JsonNode.Parse((await (await BoxAsync(chart)).GetAttributeAsync("data-chart"))!)!;
            (await TextsAsync(chart, "tbody th")).ShouldBe(drawn["names"]!.AsArray().Select(n => (string)n!));
            var culture = CultureInfo.GetCultureInfo("zh-CN");
            var isRatio = (string)drawn["kind"]! == "ratio";
            (await TextsAsync(chart, "tbody td:nth-of-type(2)")).ShouldBe(
                drawn["values"]!.AsArray().Select(v => ((double)v!).ToString(isRatio ? "0%" : "N0", culture))
            );
            (await PaintedAsync(chart)).ShouldBeGreaterThan(1, "colours in the picture");
        }
        keeper.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_heading_puts_the_register_in_order_and_on_a_phone_the_list_does()
    {
        await FilledAsync();
        await using var keeper = await browsers.OpenAsync();
        var page = await OpenAsync(keeper);
        await page.ClickAsync("th a.sort-link:has-text('案件编号')");
        await page.WaitForSelectorAsync("th[aria-sort=descending] a.descending:has-text('案件编号')");
        var numbers = await NumbersAsync(page);
        numbers.ShouldBe(numbers.OrderDescending(StringComparer.Ordinal));

        await using var phone = await browsers.OpenOnPhoneAsync();
        page = await OpenAsync(phone);
        await page.SelectOptionAsync("#sort", "NumberUp");
        await page.ClickAsync(".register-filter .filter-act button");
        await page.WaitForSelectorAsync("th[aria-sort=ascending]");
        numbers = await NumbersAsync(page);
        numbers.ShouldBe(numbers.Order(StringComparer.Ordinal));
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task On_paper_the_charts_stand_with_their_tables_and_no_column_is_cut_off()
    {
        await FilledAsync();
        await using var keeper = await browsers.OpenAsync();
        var page = await OpenAsync(keeper);

        // A4 between its margins.
        await page.SetViewportSizeAsync(718, 1000);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        (await page.IsVisibleAsync(".register-filter")).ShouldBeFalse();
        foreach (var chart in await page.QuerySelectorAllAsync("figure.chart-card"))
        {
            (await (await BoxAsync(chart)).IsVisibleAsync()).ShouldBeTrue();
            (await (await chart.QuerySelectorAsync("table"))!.IsVisibleAsync()).ShouldBeTrue();
        }
        (
            await page.EvaluateAsync<bool>(
                "() => document.querySelector('.register-table').getBoundingClientRect().right <= innerWidth"
            )
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en-GB", true)]
    public async Task Axe_finds_nothing_on_register_task_and_case_of_a_complaint(string locale, bool onPhone)
    {
        var number = await FilledAsync();
        var task = await (await browsers.Company.As("cs")).TaskAsync(number);
        await using var cs = onPhone ? await browsers.OpenOnPhoneAsync(locale) : await browsers.OpenAsync(locale);
        var page = await OpenAsync(cs);
        await CleanAsync(page, "the register");
        await page.GotoAsync($"/cases/{number}");
        await CleanAsync(page, "the case");
        await page.GotoAsync($"/tasks/{task.Id}");
        await page.SelectOptionAsync("[name=responsibility]", "third-party");
        await CleanAsync(page, "the task");
        cs.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_comes_and_goes_with_what_it_hangs_on_and_keeps_what_was_typed()
    {
        var number = await FilledAsync();
        var task = await (await browsers.Company.As("cs")).TaskAsync(number);
        await using var cs = await browsers.OpenAsync();
        await cs.SignInAsync("cs");
        var page = cs.Page;
        await page.GotoAsync($"/tasks/{task.Id}");
        const string unit = "[name=responsibleUnit]";

        (await page.IsVisibleAsync(unit)).ShouldBeFalse();
        await page.SelectOptionAsync("[name=responsibility]", "third-party");
        (await page.GetAttributeAsync(unit, "aria-required")).ShouldBe("true");
        await page.FillAsync(unit, "常州钢材");
        await page.SelectOptionAsync("[name=responsibility]", "ours");
        (await page.IsVisibleAsync(unit)).ShouldBeFalse();
        await page.SelectOptionAsync("[name=responsibility]", "third-party");
        (await page.InputValueAsync(unit)).ShouldBe("常州钢材");
        await page.FillAsync("[name=determinationBasis]", "检验报告");
        await page.ClickAsync("button[value=Done]");

        await page.WaitForURLAsync(url => !url.Contains($"{task.Id}", StringComparison.Ordinal));
        var data = (await (await browsers.Company.As("gm")).CaseAsync(number))["data"]!;
        ((string?)data["responsibleUnit"]).ShouldBe("常州钢材");
        cs.Complaints.ShouldBeEmpty();
    }

    // Something to count, and one whose responsibility is to be determined.
    private async Task<string> FilledAsync()
    {
        var complaint = new Complaint(browsers.Company);
        await complaint.TreatedAsync(1200);
        return await complaint.InstructedAsync("non-quality");
    }

    private static async Task<IPage> OpenAsync(Visitor keeper)
    {
        await keeper.SignInAsync("cs");
        await keeper.Page.GotoAsync(Register);
        await keeper.Page.WaitForSelectorAsync("figure.drawn canvas");
        return keeper.Page;
    }

    private static async Task CleanAsync(IPage page, string what) =>
        (await page.RunAxe())
            .Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")
            .ShouldBeEmpty(what);

    private static async Task<IElementHandle> BoxAsync(IElementHandle chart) =>
        (await chart.QuerySelectorAsync("[data-chart]"))!;

    private static async Task<IReadOnlyList<string>> TextsAsync(IElementHandle chart, string cells)
    {
        var texts = new List<string>();
        foreach (var cell in await chart.QuerySelectorAllAsync(cells))
            texts.Add((await cell.TextContentAsync())!.Trim());
        return texts;
    }

    private static Task<int> PaintedAsync(IElementHandle chart) =>
        chart.EvaluateAsync<int>(
            """
            figure => {
              const canvas = figure.querySelector("canvas");
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              return new Set(new Uint32Array(pixels.buffer)).size;
            }
            """
        );

    private static async Task<IReadOnlyList<string>> NumbersAsync(IPage page) =>
        [.. (await page.Locator(".register-table .case-number").AllTextContentsAsync())];
}
