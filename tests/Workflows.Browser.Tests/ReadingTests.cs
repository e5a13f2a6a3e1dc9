using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>Everybody can read the pages: in three languages, on a phone, with a screen reader.</summary>
public sealed class ReadingTests(Browsers browsers)
{
    [Theory]
    [InlineData("zh-CN", "zh-Hans", "我的待办")]
    [InlineData("zh-TW", "zh-Hant", "我的待辦")]
    [InlineData("zh-HK", "zh-Hant", "我的待辦")]
    [InlineData("en-GB", "en", "My tasks")]
    [InlineData("fr-FR", "zh-Hans", "我的待办")]
    public async Task The_browser_chooses_the_language(string locale, string language, string heading)
    {
        await using var anybody = await browsers.OpenAsync(locale);
        await anybody.SignInAsync("gm");

        (await anybody.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        (await anybody.Page.InnerTextAsync("h1")).Trim().ShouldBe(heading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_language_can_be_changed_and_stays(bool scripts)
    {
        await using var anybody = await browsers.OpenAsync(scripts: scripts);
        await anybody.SignInAsync("gm");
        var page = anybody.Page;

        await page.ClickAsync("details.menu:has(button[name=to]) summary");
        await page.ClickAsync("button[name=to][value=en]");
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'en'");
        await page.GotoAsync("/cases");

        (await page.GetAttributeAsync("html", "lang")).ShouldBe("en");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_signs_out_is_out(bool scripts)
    {
        await using var anybody = await browsers.OpenAsync(scripts: scripts);
        await anybody.SignInAsync("gm");

        await anybody.Page.ClickAsync("details.menu:has(form[action='/account/sign-out']) summary");
        await anybody.Page.ClickAsync("form[action='/account/sign-out'] button");
        await anybody.Page.GotoAsync("/");

        new Uri(anybody.Page.Url).AbsolutePath.ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        var number = await browsers.Company.StartAtAsync("organise");
        var task = await (await browsers.Company.As("cs")).TaskAsync(number);
        await using var cs = await browsers.OpenOnPhoneAsync();
        await cs.SignInAsync("cs");

        foreach (
            var path in (string[])["/", "/new", "/new/correction", "/cases", $"/cases/{number}", $"/tasks/{task.Id}"]
        )
        {
            await cs.Page.GotoAsync(path);
            var wider = await cs.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            wider.ShouldBeLessThanOrEqualTo(0, path);
        }
    }

    [Theory, InlineData("zh-CN"), InlineData("zh-TW"), InlineData("en-US")]
    public async Task The_menu_of_an_administrator_is_whole_on_a_phone_by_keyboard_and_without_scripts(string locale)
    {
        await using var admin = await browsers.OpenOnPhoneAsync(locale, scripts: false);
        await admin.SignInAsync("admin");
        var page = admin.Page;

        await page.FocusAsync(".nav-more summary");
        await page.Keyboard.PressAsync("Enter");

        var entries = page.Locator(".app-nav a:visible");
        (await entries.EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")).ShouldBe([
            "/",
            "/new",
            "/cases",
            "/customers",
            "/registers",
            "/people",
            "/absences",
            "/studio",
            "/operations",
            "/dev/mail",
        ]);
        foreach (var text in await page.Locator(".app-nav .nav-text:visible").AllAsync())
            (
                await text.EvaluateAsync<bool>("t => t.scrollWidth <= t.clientWidth + 1 || t.clientWidth === 0")
            ).ShouldBeTrue(await text.TextContentAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/registers");
    }

    [Fact]
    public async Task A_task_is_decided_on_a_phone()
    {
        var number = await browsers.Company.StartAsync();
        await using var manager = await browsers.OpenOnPhoneAsync();
        await manager.SignInAsync("cs-manager");
        var page = manager.Page;

        await manager.OpenTaskAsync(number);
        await page.TapAsync("button[name=outcome][value=Approved]");

        await page.WaitForSelectorAsync(".alert-success");
        (await browsers.Company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    public static TheoryData<string, string> Pages =>
        new()
        {
            { "", "/account/sign-in" },
            { "cs", "/" },
            { "cs", "/new" },
            { "cs", "/new/correction" },
            { "cs", "/cases" },
            { "cs", "/cases?which=all" },
            { "cs", "/cases/{number}" },
            { "cs", "/tasks/{task}" },
            { "cs", "/nothing/here" },
            { "cs", "/copies" },
            { "cs", "/account/deputies" },
            { "info", "/customers" },
            { "hr", "/absences" },
            { "hr", "/people" },
            { "admin", "/dev/mail" },
        };

    [Theory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_to_complain_about(string user, string path)
    {
        var number = await browsers.Company.StartAtAsync("organise");
        var task = await (await browsers.Company.As("cs")).TaskAsync(number);
        await using var anybody = await browsers.OpenAsync();
        if (user.Length > 0)
            await anybody.SignInAsync(user);

        await anybody.Page.GotoAsync(path.Replace("{number}", number).Replace("{task}", $"{task.Id}"));

        await AccessibleAsync(anybody.Page, path);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_a_form_full_of_errors()
    {
        await using var cs = await browsers.OpenAsync();
        await cs.SignInAsync("cs");
        await cs.Page.GotoAsync("/new/correction");
        await cs.Page.ClickAsync("button[value=submit]");
        await cs.Page.WaitForSelectorAsync("#error-summary");

        await AccessibleAsync(cs.Page, "a form with errors");
    }

    private static async Task AccessibleAsync(IPage page, string what)
    {
        var found = await page.RunAxe();
        found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty(what);
    }
}
