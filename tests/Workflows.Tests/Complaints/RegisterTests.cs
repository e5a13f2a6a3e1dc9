using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Verify;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>The complaint register: found, counted, exported, and seen only by who may. Attachments, and the timeline's proof.</summary>
public sealed class RegisterTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task The_register_finds_two_Chinese_characters_and_counts_what_is_there(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        await complaint.AcceptedAsync("quality", Complaint.Form("液压齿轮泵"));
        await complaint.AcceptedAsync("non-quality", Complaint.Form("伺服电机"));
        var approved = await complaint.TreatedAsync(1200);
        var cs = await company.As("cs");

        (await FindAsync(cs, "text=齿轮")).ShouldBe(1);
        (await FindAsync(cs, "text=电机")).ShouldBe(1);
        (await FindAsync(cs, "class=quality")).ShouldBe(2);
        (await FindAsync(cs, "class=quality&min=1000&max=1200")).ShouldBe(1);
        (await FindAsync(cs, $"text={approved.ToLowerInvariant()}")).ShouldBe(1);
        (await FindAsync(cs, "from=2026-11-26")).ShouldBe(0);
        (await FindAsync(cs, "")).ShouldBe(3);
        (await FindAsync(await company.As("marketing"), "")).ShouldBe(3);
        (await FindAsync(await company.As("marketing2"), "")).ShouldBe(0);
        var figures = (await cs.GetAsync("/api/registers/complaint/figures")).ShouldBe(HttpStatusCode.OK).Object;
        figures["classes"]!.AsArray().Single(c => (string?)c!["key"] == "quality")!["cases"]!
            .GetValue<int>()
            .ShouldBe(2);
        figures["amounts"]!.AsArray().Single(c => (string?)c!["key"] == "1000 – 5000")!["cases"]!
            .GetValue<int>()
            .ShouldBe(1);
        figures["steps"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("registers/complaint?from=yesterday", "/from")]
    [InlineData("registers/complaint?max=viel", "/max")]
    [InlineData("registers/complaint?status=Lost", "/status")]
    [InlineData("registers/complaint/figures?onTime=perhaps", "/onTime")]
    [InlineData("registers/complaint?sort=best", "/sort")]
    [InlineData("absences?until=2026-11-30", "/from")]
    public async Task What_a_filter_cannot_read_is_named_instead_of_left_out(string path, string field)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);

        var answer = await (await company.As("gm")).GetAsync("/api/" + path);

        answer.ShouldBe(HttpStatusCode.BadRequest).Object["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task A_filter_reads_an_amount_as_people_type_it_and_says_at_the_field_what_it_cannot_read()
    {
        var app = await apps.On(Database.Sqlite);
        var number = await new Complaint(new Company(app.Address)).TreatedAsync(43210);
        using var browser = await Page.SignInAsync(app.Address, "gm");

        var typed = await Page.GetAsync(browser, "/registers/complaint?min=４３，２１０元&max=43,210");
        typed.Text.ShouldContain(number);
        typed.Text.ShouldContain("43,210.00");
        typed.Document.QuerySelector(".field-error").ShouldBeNull();
        var wrong = await Page.GetAsync(browser, "/registers/complaint?min=四万");
        wrong.Document.QuerySelector("#min-error").ShouldNotBeNull();
        wrong.Document.QuerySelector("#min")!.GetAttribute("value").ShouldBe("四万");
    }

    [Theory, CombineDatabases]
    public async Task Every_process_has_its_register_and_a_correction_stands_in_its_own(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, "/registers");
        var packs = Repository.Files("workflows", "process.json");
        foreach (var pack in packs.Select(p => Path.GetFileName(Path.GetDirectoryName(p)!)))
            page.Links.ShouldContain($"/registers/{pack}");
        var draft = Draft.Valid();
        draft["remedy"] = "补发对账单";
        var number = await company.StartAtAsync("gm-approval", draft);

        var found = (await (await company.As("cs")).GetAsync("/api/registers/correction?text=补发")).Items();

        found.Select(l => (string)l!["number"]!).ShouldBe([number]);
    }

    [Fact]
    public async Task The_register_is_exported_as_a_workbook()
    {
        var app = await apps.On(Database.Sqlite);
        var number = await new Complaint(new Company(app.Address)).AcceptedAsync(
            "quality",
            Complaint.Form("出口专用阀")
        );
        using var page = await Page.SignInAsync(app.Address, "cs");

        var bytes = await page.GetByteArrayAsync("/registers/complaint?text=出口专用阀&handler=Export");

        using var workbook = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var part in workbook.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(part.Open());
            text.Append(await reader.ReadToEndAsync());
        }
        text.ToString().ShouldContain(number);
        text.ToString().ShouldContain("苏州恒远精密机械有限公司");
    }

    [Fact]
    public async Task A_file_is_taken_by_its_content_and_opened_only_through_the_access_check()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var marketing = await company.As("marketing");
        (await Uploads.UploadAsync(marketing, "恶意.png", "<html><script>1</script>"u8.ToArray())).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await Uploads.UploadAsync(marketing, "假.pdf", Uploads.Picture)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Uploads.UploadAsync(marketing, "大.txt", new byte[21 * 1024 * 1024])).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        var id = await Uploads.PictureAsync(marketing);
        var form = Complaint.Form();
        form["files"] = new JsonArray(id);
        (await (await company.As("cs")).GetAsync($"/api/attachments/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var theirs = form.DeepClone();
        theirs["customerId"] = "C00003";
        (await (await company.As("marketing2")).PostAsync("/api/cases", new { process = "complaint", data = theirs }))
            .ErrorFields()
            .ShouldBe(["/files/0"]);

        await new Complaint(company).StartAsync(form);

        using var seen = await (await company.As("cs")).Http.GetAsync($"/api/attachments/{id}");
        seen.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        seen.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        (await seen.Content.ReadAsByteArrayAsync()).ShouldBe(Uploads.Picture);
        (await (await company.As("hr")).GetAsync($"/api/attachments/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_verifier_names_the_first_entry_that_was_tampered_with()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await new Complaint(new Company(app.Address)).InstructedAsync();
        var before = new StringWriter();
        (await VerifyCommand.RunAsync(app.Services, [number], before)).ShouldBe(0);
        await app.InDbAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Keep_Timeline_UPDATE\"");
            return await db.Database.ExecuteSqlRawAsync(
                "UPDATE \"Timeline\" SET \"Comment\" = 'x' WHERE \"Sequence\" = 3"
            );
        });

        var after = new StringWriter();
        (await VerifyCommand.RunAsync(app.Services, [], after)).ShouldBe(2);

        after.ToString().ShouldContain($"{number}: entry 3");
    }

    [Fact]
    public async Task A_case_is_printed_in_Chinese_on_a_page_of_its_own()
    {
        var app = await apps.On(Database.Sqlite);
        var number = await new Complaint(new Company(app.Address)).AcceptedAsync();
        using var page = await Page.SignInAsync(app.Address, "cs");

        var html = await page.GetStringAsync($"/cases/{number}/print");

        html.ShouldContain("客户投诉处理");
        html.ShouldContain("退货并赔偿停线损失");
        html.ShouldContain(number);
    }

    private static async Task<int> FindAsync(ApiClient client, string query) =>
        (await client.GetAsync($"/api/registers/complaint?{query}")).ShouldBe(HttpStatusCode.OK).Object[
            "total"
        ]!.GetValue<int>();
}
