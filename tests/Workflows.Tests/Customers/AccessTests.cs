using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Tests.Support;

namespace Workflows.Tests.Customers;

/// <summary>Without permission nobody opens a customer file, nor learns that there is one [B7].</summary>
public sealed class AccessTests
{
    private const string Mine = "C00001";
    private const string NotMine = "C00003";
    private const string NoSuch = "C99999";

    [Theory, CombineDatabases]
    public async Task B7_to_a_stranger_a_file_is_as_one_that_does_not_exist_by_api_and_page(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var api = await app.SignInAsync("marketing");

        var refused = (await api.GetAsync($"/api/customers/{NotMine}")).ShouldBe(HttpStatusCode.NotFound);
        var unknown = (await api.GetAsync($"/api/customers/{NoSuch}")).ShouldBe(HttpStatusCode.NotFound);
        Same(refused, unknown);
        foreach (var act in new[] { "entries", "responsibles" })
        {
            var body = new
            {
                kind = "Call",
                on = "2026-11-01",
                text = "x",
                responsibles = new[] { "cs" },
            };
            var one =
                act == "entries"
                    ? await api.PostAsync(
                        $"/api/customers/{NotMine}/{act}",
                        new
                        {
                            body.kind,
                            body.on,
                            body.text,
                        }
                    )
                    : await PutAsync(api, $"/api/customers/{NotMine}/{act}", new { body.responsibles });
            one.ShouldBe(HttpStatusCode.NotFound);
        }
        var edit = await PutAsync(api, $"/api/customers/{NotMine}", new { revision = 0, phone = "021-62881234" });
        Same(edit, await PutAsync(api, $"/api/customers/{NoSuch}", new { revision = 0, phone = "021-62881234" }));

        using var browser = await Page.SignInAsync(app.Address, "marketing");
        foreach (var end in new[] { "", "/edit" })
        {
            var page = await Page.GetAsync(browser, $"/customers/{NotMine}{end}");
            var none = await Page.GetAsync(browser, $"/customers/{NoSuch}{end}");
            (page.Status, page.Text.Replace(NotMine, "?")).ShouldBe((none.Status, none.Text.Replace(NoSuch, "?")));
            page.Status.ShouldBe(HttpStatusCode.NotFound);
        }
        (await app.InDbAsync(db => db.CustomerViews.CountAsync())).ShouldBe(0, "nothing was opened");
    }

    [Theory, CombineDatabases]
    public async Task B7_list_search_and_options_hold_only_what_the_person_may_open(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var api = await app.SignInAsync("marketing");
        var name = await app.InDbAsync(db =>
            db.Customers.Where(c => c.Number == NotMine).Select(c => c.Name).SingleAsync()
        );

        Numbers(await api.GetAsync("/api/customers?size=200"))
            .ShouldBe(["C00001", "C00002", "C00006", "C00008", "C00011"]);
        Numbers(await api.GetAsync($"/api/customers?search={Uri.EscapeDataString(name)}")).ShouldBeEmpty();
        Numbers(await api.GetAsync("/api/customers?responsible=marketing2")).ShouldBeEmpty();
        Numbers(await (await app.SignInAsync("rnd")).GetAsync("/api/customers")).ShouldBeEmpty();
        Numbers(await (await app.SignInAsync("cs")).GetAsync("/api/customers")).Count.ShouldBe(12);

        using var browser = await Page.SignInAsync(app.Address, "marketing");
        (await Page.GetAsync(browser, "/customers")).Text.ShouldNotContain(name);
        var form = await Page.GetAsync(browser, "/new/complaint");
        form.Document.QuerySelectorAll("select[name$=customerId] option")
            .Select(o => o.GetAttribute("value"))
            .ShouldContain(Mine);
        form.Document.Body!.InnerHtml.ShouldNotContain(NotMine);
        form.Document.Body.InnerHtml.ShouldNotContain(name);
    }

    [Theory, CombineDatabases]
    public async Task B7_a_form_neither_shows_nor_accepts_a_file_that_is_not_theirs(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "marketing");
        var form = await Page.GetAsync(browser, "/new/complaint");
        var field = form.NameOf("select[name$=customerId]");
        var show = form.Document.QuerySelector("button[name=act][value=show]");

        var card = await form.SubmitAsync(form.Form("#case-form"), new() { [field] = NotMine }, show);
        var none = await form.SubmitAsync(form.Form("#case-form"), new() { [field] = NoSuch }, show);
        card.Document.QuerySelector(".customer-card").ShouldBeNull();
        card.Text.Replace(NotMine, "?").ShouldBe(none.Text.Replace(NoSuch, "?"));
        var own = await form.SubmitAsync(form.Form("#case-form"), new() { [field] = Mine }, show);
        own.Document.QuerySelector(".customer-card").ShouldNotBeNull();

        var api = await app.SignInAsync("marketing");
        var refused = await api.PostAsync(
            "/api/cases",
            new { process = "complaint", data = new { customerId = NotMine } }
        );
        var unknown = await api.PostAsync(
            "/api/cases",
            new { process = "complaint", data = new { customerId = NoSuch } }
        );
        refused.ShouldBe(HttpStatusCode.BadRequest);
        Same(refused, unknown);
        var views = await app.InDbAsync(db => db.CustomerViews.ToListAsync());
        views.Select(v => (v.How, v.By)).ShouldBe([(ViewWay.Form, ViewRight.Responsible)]);
    }

    [Theory, CombineDatabases]
    public async Task B7_every_view_is_logged_with_way_and_right_and_only_the_keeper_reads_the_log(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var marketing = await app.SignInAsync("marketing");
        (await marketing.GetAsync($"/api/customers/{Mine}"))
            .ShouldBe(HttpStatusCode.OK)
            .Body.ShouldContain("\"views\":null");
        using (var browser = await Page.SignInAsync(app.Address, "gm"))
            (await Page.GetAsync(browser, $"/customers/{Mine}")).Document.QuerySelector("#views").ShouldBeNull();

        using var keeper = await Page.SignInAsync(app.Address, "info");
        var page = await Page.GetAsync(keeper, $"/customers/{Mine}");

        var lines = page.Document.QuerySelectorAll("#views tbody tr").Select(r => r.TextContent).ToList();
        lines.Count.ShouldBe(3);
        lines[0].ShouldContain("韩雪");
        lines[1].ShouldContain("岗位角色");
        lines[2].ShouldContain("接口");
        lines[2].ShouldContain("负责人");
    }

    [Fact]
    public async Task B7_a_deputy_opens_what_the_person_may_for_exactly_their_days()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var api = await app.SignInAsync("marketing2");
        var named = new
        {
            deputy = "rnd",
            from = "2026-11-25",
            until = "2026-11-25",
        };
        (await api.PostAsync("/api/deputies", named)).ShouldBe(HttpStatusCode.Created);

        (await (await app.SignInAsync("rnd")).GetAsync($"/api/customers/{NotMine}")).ShouldBe(HttpStatusCode.OK);
        (await app.InDbAsync(db => db.CustomerViews.SingleAsync())).By.ShouldBe(ViewRight.Deputy);
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await (await app.SignInAsync("rnd")).GetAsync($"/api/customers/{NotMine}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B8_4_a_leavers_access_ends_at_the_hand_over_whatever_their_role()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var stop = TestContext.Current.CancellationToken;
        var cs = await app.SignInAsync("cs");
        (await cs.GetAsync($"/api/customers/{Mine}")).ShouldBe(HttpStatusCode.OK);
        var id = await app.InDbAsync(db => db.People.Where(p => p.SignInName == "cs").Select(p => p.Id).SingleAsync());

        await app.InScopeAsync(async s =>
        {
            await ((CloseCustomerFiles)s.GetService(typeof(CloseCustomerFiles))!).RunAsync(id, stop);
            return true;
        });

        await Eventually.IsTrueAsync(
            async () => (await cs.GetAsync($"/api/customers/{Mine}")).Status == HttpStatusCode.NotFound,
            "the file is closed to the leaver"
        );
    }

    private static List<string> Numbers(Reply reply) =>
        [.. reply.ShouldBe(HttpStatusCode.OK).Items().Select(c => (string)c!["id"]!)];

    private static void Same(Reply one, Reply other)
    {
        one.Status.ShouldBe(other.Status);
        Neutral(one.Body).ShouldBe(Neutral(other.Body));
    }

    private static string Neutral(string body)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        json.Remove("traceId");
        return json.ToJsonString()
            .Replace(NotMine, "?", StringComparison.Ordinal)
            .Replace(NoSuch, "?", StringComparison.Ordinal);
    }

    internal static async Task<Reply> PutAsync(ApiClient api, string path, object body)
    {
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(api.Http, path, body);
        return await Reply.ReadAsync(response);
    }
}
