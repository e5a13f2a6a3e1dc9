using System.Net.Http.Headers;
using System.Text;
using Workflows.Tests.Support;

namespace Workflows.Tests.SignIn;

/// <summary>A real installation: no sample company, nobody there but the first administrator.</summary>
public sealed class NewCompanyTests
{
    private const string First = "First-pass-99";
    private const string Own = "Own-pass-2026";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Demo"] = "false",
        ["Admin:SignInName"] = "boss",
        ["Admin:Password"] = First,
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:BaseUrl"] = "https://workflows.example.com",
    };

    [Theory, CombineDatabases]
    public async Task The_first_administrator_starts_with_nobody_and_sees_whom_the_processes_lack(Database kind)
    {
        await using var host = await HostProcess.StartAsync(kind, Settings);
        using var browser = Page.NewBrowser(host.Address);

        var inside = await ChangeFirstPasswordAsync(browser);

        inside.Address.AbsolutePath.ShouldBe("/");
        var gaps = await GapsAsync(browser);
        gaps.ShouldContain("客户信息更正");
        gaps.ShouldContain("没有在职人员持有角色 总经理 (gm)");
        gaps.ShouldContain("没有部门 hr");
        (await Page.GetAsync(browser, "/people/edit")).Text.ShouldContain("客服部经理");
        (await Page.GetAsync(browser, "/people/departments")).Text.ShouldContain("还没有部门");
        (await Page.GetAsync(browser, "/customers")).Text.ShouldContain("还没有客户档案");
        await ImportAsync(host.Address);
        (await GapsAsync(browser)).ShouldNotContain("没有在职人员");
        await host.RestartAsync();
        host.Log.ShouldNotContain("cannot be published");
        (await Page.GetAsync(browser, "/new")).Text.ShouldContain("请假");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_browsers_and_not_the_own()
    {
        await using var host = await HostProcess.StartAsync(Database.Sqlite, Settings);
        using var own = Page.NewBrowser(host.Address);
        using var other = Page.NewBrowser(host.Address);
        await SignInAsync(other, First);

        await ChangeFirstPasswordAsync(own);

        (await Page.GetAsync(own, "/people")).Address.AbsolutePath.ShouldBe("/people");
        (await Page.GetAsync(other, "/people")).Address.AbsolutePath.ShouldBe("/account/sign-in");
    }

    private static async Task<Page> ChangeFirstPasswordAsync(HttpClient browser)
    {
        var page = await SignInAsync(browser, First);
        page.Address.AbsolutePath.ShouldBe("/account/password");
        return await page.SubmitAsync(
            page.Form("form:has(input[name=new])"),
            new() { ["current"] = First, ["new"] = Own }
        );
    }

    private static async Task<Page> SignInAsync(HttpClient browser, string password)
    {
        var page = await Page.GetAsync(browser, "/account/sign-in");
        var form = page.Form("form:has(input[type=password])");
        return await page.SubmitAsync(form, new() { ["user"] = "boss", ["password"] = password });
    }

    private static async Task<string> GapsAsync(HttpClient browser) =>
        (await Page.GetAsync(browser, "/operations")).Document.QuerySelector("#gaps")!.TextContent;

    private static async Task ImportAsync(Uri address)
    {
        var boss = await ApiClient.SignInAsync(address, "boss", Own);
        var company = await File.ReadAllTextAsync(Repository.Path("workflows/organisation.json"));
        using var content = new StringContent(company, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var reply = await boss.Http.PostAsync("/api/people/import", content);
        reply.IsSuccessStatusCode.ShouldBeTrue(await reply.Content.ReadAsStringAsync());
    }
}
