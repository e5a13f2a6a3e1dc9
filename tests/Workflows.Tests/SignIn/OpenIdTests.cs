using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Workflows.Host.SignIn;
using Workflows.Host.Startup;
using Workflows.Tests.Support;

namespace Workflows.Tests.SignIn;

/// <summary>Sign-in by OpenID Connect beside local accounts, against a real provider (issue 5, point 5).</summary>
public sealed class OpenIdTests
{
    [Fact]
    public async Task Whom_the_provider_names_is_signed_in_with_their_roles_and_out_again()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var app = await StartAsync(provider.Settings());
        await provider.RegisterAsync(app.Address);
        provider.Person["preferred_username"] = "CS-Manager";
        using var browser = Page.NewBrowser(app.Address);
        var door = await Page.GetAsync(browser, "/account/sign-in?returnUrl=%2Fpeople");
        door.Text.ShouldContain("通过 Haoyun ID 登录");

        var inside = await Page.GetAsync(browser, door.Document.QuerySelector("#open-id")!.GetAttribute("href")!);

        inside.Address.PathAndQuery.ShouldBe("/people", inside.Text);
        inside.Document.QuerySelector(".menu-head")!.TextContent.ShouldContain("cs-manager");
        var gone = await inside.SubmitAsync(inside.Form("form[action='/account/sign-out']"));
        gone.Address.AbsolutePath.ShouldBe("/account/sign-in");
        (await Page.GetAsync(browser, "/")).Address.AbsolutePath.ShouldBe("/account/sign-in");
        var everywhere = await Page.GetAsync(browser, gone.Links.Single(l => l.EndsWith("sign-out", Ordinal)));
        everywhere.Address.AbsolutePath.ShouldBe("/account/sign-in", everywhere.Text);
        provider.SignedOut.ShouldBe(1);
        using var local = await Page.SignInAsync(app.Address, "cs-manager");
    }

    [Theory]
    [InlineData("zh-CN", "人员名单中没有您")]
    [InlineData("zh-TW", "人員名單中沒有您")]
    [InlineData("en-GB", "not in this system's directory")]
    public async Task Who_is_unknown_or_inactive_is_told_so_and_nobody_is_created(string language, string says)
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var app = await StartAsync(provider.Settings());
        await provider.RegisterAsync(app.Address);
        var before = await app.InDbAsync(db => db.People.CountAsync());
        var admin = await app.SignInAsync("admin");
        (await admin.PostAsync("/api/people/hr/deactivate", new { })).ShouldBe(HttpStatusCode.NoContent);
        using var browser = Page.NewBrowser(app.Address, language);

        foreach (var name in new[] { "stranger", "hr" })
        {
            provider.Person["preferred_username"] = name;
            var refused = await Page.GetAsync(browser, "/account/open-id?returnUrl=https://evil.example");

            refused.Status.ShouldBe(HttpStatusCode.Forbidden, refused.Text);
            refused.Text.ShouldContain(says);
            (await Page.GetAsync(browser, "/")).Address.AbsolutePath.ShouldBe("/account/sign-in");
        }
        (await app.InDbAsync(db => db.People.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task By_e_mail_only_an_address_counts_that_the_provider_has_checked_and_one_person_has()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var app = await StartAsync(provider.Settings("email"));
        await provider.RegisterAsync(app.Address);
        var admin = await app.SignInAsync("admin");
        await ImportAsync(admin, "signInName,name,email,department\nli.na,李娜,li.na@example.test,cs\n");
        using var browser = Page.NewBrowser(app.Address);
        (provider.Person["email"], provider.Person["email_verified"]) = ("Li.Na@example.test", "false");

        var doubtful = await Page.GetAsync(browser, "/account/open-id");
        provider.Person["email_verified"] = "true";
        var inside = await Page.GetAsync(browser, "/account/open-id");

        doubtful.Status.ShouldBe(HttpStatusCode.Forbidden);
        inside.Address.AbsolutePath.ShouldBe("/", "who has no local account yet needs none");
        inside.Document.QuerySelector(".menu-head")!.TextContent.ShouldContain("li.na");
        await ImportAsync(admin, "signInName,name,email,department\nli.na2,李娜,li.na@example.test,cs\n");
        using var another = Page.NewBrowser(app.Address);
        (await Page.GetAsync(another, "/account/open-id")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void Configured_halfway_or_without_encryption_is_said_in_one_line()
    {
        Reading(new() { ["Authority"] = "https://id.example", ["ClientSecret"] = "very-secret" })
            .ShouldSatisfyAllConditions(
                line => line.ShouldContain("SignIn:OpenIdConnect:ClientId"),
                line => line.ShouldNotContain("very-secret"),
                line => line.ShouldNotContain('\n')
            );
        Reading(
                new()
                {
                    ["Authority"] = "http://id.example",
                    ["ClientId"] = "a",
                    ["ClientSecret"] = "b",
                }
            )
            .ShouldContain("https");
        OpenIdSettings.Read(new ConfigurationBuilder().Build()).ShouldBeNull();
    }

    // A browser drops the cookies of a sign-in under way by its own clock: the host's has to be the same one.
    private static Task<WorkflowsApp> StartAsync(Dictionary<string, string> settings) =>
        WorkflowsApp.StartAsync(Database.Sqlite, settings, TimeProvider.System.GetUtcNow());

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string Reading(Dictionary<string, string?> section) =>
        Should
            .Throw<CannotStartException>(() =>
                OpenIdSettings.Read(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection(
                            section.Select(s => KeyValuePair.Create($"SignIn:OpenIdConnect:{s.Key}", s.Value))
                        )
                        .Build()
                )
            )
            .Message;

    private static async Task ImportAsync(ApiClient who, string text)
    {
        using var content = new StringContent(text, System.Text.Encoding.UTF8, "text/csv");
        using var response = await who.Http.PostAsync("/api/people/import", content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
