using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>Views of a register that have a name: one's own, shared ones, the default.</summary>
public sealed class RegisterViewTests(SharedApps apps)
{
    private const string Views = "/api/registers/complaint/views";

    [Theory, CombineDatabases]
    public async Task A_view_keeps_filter_order_and_columns_and_is_shared_by_managers_only(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var (manager, cs) = (await company.As("cs-manager"), await company.As("cs"));
        var query = "class=quality&sort=largest&columns=product,amount";

        (
            await cs.PostAsync(
                Views,
                new
                {
                    name = "大家的",
                    query,
                    isShared = true,
                }
            )
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await cs.PostAsync(Views, new { name = " ", query })).ErrorFields().ShouldBe(["/name"]);
        var own = await AddAsync(cs, new { name = "我的", query });
        (await cs.PostAsync(Views, new { name = "我的", query })).ErrorFields().ShouldBe(["/name"]);
        var shared = await AddAsync(
            manager,
            new
            {
                name = "共享",
                query,
                isShared = true,
            }
        );

        (await NamesAsync(cs)).ShouldBe(["我的", "共享"]);
        (await NamesAsync(manager)).ShouldBe(["共享"]);
        (await cs.DeleteAsync($"{Views}/{shared}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await manager.DeleteAsync($"{Views}/{own}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var renamed = await cs.Http.PutAsync(
            $"{Views}/{own}",
            System.Net.Http.Json.JsonContent.Create(new { name = "改名" })
        );
        renamed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await cs.DeleteAsync($"{Views}/{own}")).ShouldBe(HttpStatusCode.NoContent);
        (await NamesAsync(cs)).ShouldBe(["共享"]);
        (await cs.PostAsync($"{Views}/{own}/restore", new { })).ShouldBe(HttpStatusCode.NoContent);
        (await NamesAsync(cs)).ShouldBe(["改名", "共享"]);
        var kept = (await cs.GetAsync(Views)).Items()[0]!;
        ((string)kept["query"]!).ShouldBe("?class=quality&sort=largest&columns=product%2Camount&");
        (await manager.DeleteAsync($"{Views}/{shared}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_page_saves_a_view_opens_with_the_default_and_takes_a_deletion_back()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var complaint = new Complaint(new Company(app.Address));
        var quality = await complaint.AcceptedAsync("quality", Complaint.Form("液压齿轮泵"));
        var other = await complaint.AcceptedAsync("non-quality", Complaint.Form("伺服电机"));
        using var browser = await Page.SignInAsync(app.Address, "cs");
        const string register = "/registers/complaint";

        var narrowed = await Page.GetAsync(browser, $"{register}?class=quality&columns=specification");
        var save = narrowed.Form("form:has(#view-name)");
        var refused = await narrowed.SubmitAsync(save, new() { ["name"] = "" });
        refused.Document.QuerySelector("#view-name-error").ShouldNotBeNull(refused.Text);
        refused.Text.ShouldNotContain(other);
        await refused.SubmitAsync(
            refused.Form("form:has(#view-name)"),
            new() { ["name"] = "质量类", ["default"] = "true" }
        );

        var opened = await Page.GetAsync(browser, register);
        opened.Text.ShouldContain(quality);
        opened.Text.ShouldNotContain(other);
        opened.Document.QuerySelectorAll(".register-table thead th").Length.ShouldBe(5);
        (await Page.GetAsync(browser, $"{register}?view=none")).Text.ShouldContain(other);
        var gone = await opened.SubmitAsync(
            opened.Form("form:has(#view-name)"),
            button: opened.Document.QuerySelector("button[formaction*=Delete]")
        );
        gone.Text.ShouldContain("视图「质量类」已删除");
        gone.Text.ShouldContain(other);
        var back = await gone.SubmitAsync(gone.Form("form[action*=Restore]"));
        back.Text.ShouldContain("质量类");
        back.Text.ShouldNotContain(other);
    }

    private static async Task<Guid> AddAsync(ApiClient who, object view) =>
        Guid.Parse((await who.PostAsync(Views, view)).ShouldBe(HttpStatusCode.Created).Text("id"));

    private static async Task<IEnumerable<string>> NamesAsync(ApiClient who) =>
        (await who.GetAsync(Views)).Items().Select(v => (string)v!["name"]!);
}
