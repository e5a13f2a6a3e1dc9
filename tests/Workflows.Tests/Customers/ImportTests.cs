using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Workflows.Cases.Customers;
using Workflows.Tests.Support;

namespace Workflows.Tests.Customers;

/// <summary>Lists of customers come in and go out as spreadsheets: all of a list or nothing [B4] [B7].</summary>
public sealed class ImportTests
{
    [Theory, CombineDatabases]
    public async Task B4_each_wrong_cell_is_named_by_line_column_and_reason_and_nothing_is_written(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "info");
        const string Csv = """
            客户名单,,,,,,
            备注,邮编,联系电话,客户名称（必填）,编号,电子邮箱,负责人
            好的,215123,0512-62880001,甲公司,,a@example.test,营销部
            ,12,0512-62880001,乙公司,,b@example.test,
            ,,,,,,
            ,215123,拨打总机,,,不是邮箱,
            ,,,丙公司,K-1,,查无此人
            ,,,丁公司,K-1,,
            ,,,苏州恒远精密机械有限公司,,,
            """;

        var page = await UploadAsync(
            browser,
            CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Csv.Replace("营销部", "marketing")),
            "名单.csv"
        );

        var faults = page
            .Document.QuerySelectorAll("#faults tbody tr")
            .Select(r => string.Join('|', r.Children.Select(c => c.TextContent)))
            .ToList();
        faults.ShouldBe(
            [
                "4|邮编|12|请填写六位邮政编码。",
                "6|客户名称（必填）||此项必填。",
                "6|联系电话|拨打总机|请填写电话号码，例如 0512-62881234。",
                "6|电子邮箱|不是邮箱|请填写有效的电子邮箱地址。",
                "7|负责人|查无此人|没有在职人员“查无此人”。",
                "8|编号|K-1|与第 7 行重复。",
                "9|客户名称（必填）|苏州恒远精密机械有限公司|已有同名客户 C00001；如要更新，请填写其编号。",
            ],
            ignoreOrder: true
        );
        page.Text.ShouldContain("以下栏目未识别，将忽略：备注");
        page.Document.QuerySelector("#run-form").ShouldBeNull();
        (await app.InDbAsync(db => db.Customers.CountAsync())).ShouldBe(12);
        using var forced = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("名称,邮编\n甲公司,1\n")),
                ["__RequestVerificationToken"] = Token(page),
            }
        );
        using var reply = await browser.PostAsync("/customers/import?handler=Run", forced);
        (await app.InDbAsync(db => db.Customers.CountAsync())).ShouldBe(12, "not even by force");
    }

    [Theory, CombineDatabases]
    public async Task B4_a_row_with_a_known_number_updates_what_it_says_and_leaves_a_history(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "info");
        const string Csv =
            "\uFEFFNo.;Company ;Tel;Class;VIP;Responsible\nc00001;;０５１２－６２８８９９９９;bank;yes;marketing、marketing2\n;新客户有限公司;;;;\n";

        var preview = await UploadAsync(browser, Encoding.UTF8.GetBytes(Csv), "list.csv");
        preview.Text.ShouldContain("新建 1 个，修改 1 个，无变化 0 个，错误 0 处");
        preview.Document.QuerySelectorAll("#changes tbody tr").Length.ShouldBe(4);
        var done = await preview.SubmitAsync(preview.Form("#run-form"));

        done.Text.ShouldContain("已导入：新建 1 个，修改 1 个。");
        var file = await app.InDbAsync(db =>
            db.Customers.Include(c => c.Responsibles).SingleAsync(c => c.Number == "C00001")
        );
        (file.Phone, file.SpecialClass, file.IsImportant, file.Responsibles.Count).ShouldBe(
            ("0512-62889999", "bank", true, 2)
        );
        file.Name.ShouldBe("苏州恒远精密机械有限公司", "an empty cell changes nothing");
        var changes = await app.InDbAsync(db => db.CustomerChanges.Where(c => c.CustomerId == file.Id).ToListAsync());
        changes.Select(c => c.Field).Order().ShouldBe(["important", "phone", "responsible", "specialClass"]);
        changes.ShouldAllBe(c => c.Source == ChangeSource.Import);
        (await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00013"))).Name.ShouldBe(
            "新客户有限公司"
        );
    }

    [Theory, CombineDatabases]
    public async Task B4_ten_thousand_customers_come_in_from_a_messy_xlsx_at_once(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "info");
        using var xlsx = new MemoryStream();
        await xlsx.SaveAsAsync(Messy(10_000), cancellationToken: TestContext.Current.CancellationToken);

        var preview = await UploadAsync(browser, xlsx.ToArray(), "名单.xlsx");
        preview.Text.ShouldContain("新建 10000 个，修改 0 个，无变化 0 个，错误 0 处");
        var done = await preview.SubmitAsync(preview.Form("#run-form"));

        done.Text.ShouldContain("已导入：新建 10000 个");
        (await app.InDbAsync(db => db.Customers.CountAsync())).ShouldBe(10_012);
        var one = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Name == "客户00007有限公司"));
        (one.Postcode, one.Phone).ShouldBe(("010007", "13800000007"));
        var found = await (await app.SignInAsync("info")).GetAsync("/api/customers?search=客户00007");
        found.ShouldBe(HttpStatusCode.OK).Items().Count.ShouldBe(1);
    }

    [Theory, CombineDatabases]
    public async Task B4_over_the_API_a_list_is_looked_through_first_and_comes_in_whole_or_not_at_all(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var info = await app.SignInAsync("info");
        const string Bad = "客户名称,邮编,电话\n甲公司,215000,0512-62880001\n乙公司,12,拨打总机\n";

        (await ImportAsync(await app.SignInAsync("cs"), Bad, "?preview=true")).ShouldBe(HttpStatusCode.Forbidden);
        (await ImportAsync(info, "")).ShouldBe(HttpStatusCode.BadRequest).Text("code").ShouldBe("customer.noSheet");
        var preview = (await ImportAsync(info, Bad, "?preview=true")).ShouldBe(HttpStatusCode.OK).Object;
        ((int)preview["new"]!, (int)preview["faultCount"]!).ShouldBe((1, 2));
        preview["faults"]!
            .AsArray()
            .Select(f => ((int)f!["line"]!, (string)f["column"]!, (string)f["value"]!))
            .ShouldBe([(3, "邮编", "12"), (3, "电话", "拨打总机")], ignoreOrder: true);
        var refused = await ImportAsync(info, Bad);
        refused.ShouldBe(HttpStatusCode.BadRequest).ErrorFields().ShouldBe(["/3/邮编", "/3/电话"], ignoreOrder: true);
        (await app.InDbAsync(db => db.Customers.CountAsync())).ShouldBe(12);

        var done = await ImportAsync(info, "编号,客户名称,电话\n,甲公司,0512-62880001\nC00001,,0512-62880009\n");
        var counts = done.ShouldBe(HttpStatusCode.OK).Object;
        ((int)counts["new"]!, (int)counts["changed"]!).ShouldBe((1, 1));
        (await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00001"))).Phone.ShouldBe(
            "0512-62880009"
        );
        (await info.GetAsync("/openapi/v1.json")).Body.ShouldContain("/api/customers/import");
    }

    [Fact]
    public async Task B4_a_small_file_that_would_unpack_into_the_whole_memory_is_refused()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var info = await app.SignInAsync("info");
        var wide = await SheetOfAsync("""<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>""");
        var megabyte = new string('a', 1024 * 1024);
        var large = await SheetOfAsync([
            """<row r="1"><c r="A1" t="inlineStr"><is><t>""",
            .. Enumerable.Repeat(megabyte, 101),
            "</t></is></c></row>",
        ]);
        large.Length.ShouldBeLessThan(1024 * 1024);

        (await ImportAsync(info, wide))
            .ShouldBe(HttpStatusCode.BadRequest)
            .Text("code")
            .ShouldBe("customer.sheetTooWide");
        (await ImportAsync(info, large))
            .ShouldBe(HttpStatusCode.BadRequest)
            .Text("code")
            .ShouldBe("customer.sheetTooLarge");
    }

    private static async Task<byte[]> SheetOfAsync(params string[] rows)
    {
        using var xlsx = new MemoryStream();
        await xlsx.SaveAsAsync(Messy(1), cancellationToken: TestContext.Current.CancellationToken);
        await using (var book = new ZipArchive(xlsx, ZipArchiveMode.Update, leaveOpen: true))
        {
            book.Entries.Single(e => e.Name == "sheet1.xml").Delete();
            await using var sheet = new StreamWriter(await book.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync());
            await sheet.WriteAsync(
                """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"""
            );
            foreach (var part in rows)
                await sheet.WriteAsync(part);
            await sheet.WriteAsync("</sheetData></worksheet>");
        }
        return xlsx.ToArray();
    }

    private static Task<Reply> ImportAsync(ApiClient client, string csv, string query = "") =>
        ImportAsync(client, Encoding.UTF8.GetBytes(csv), query);

    private static async Task<Reply> ImportAsync(ApiClient client, byte[] sheet, string query = "")
    {
        using var content = new ByteArrayContent(sheet);
        content.Headers.ContentType = new("application/octet-stream");
        using var response = await client.Http.PostAsync($"/api/customers/import{query}", content);
        return await Reply.ReadAsync(response);
    }

    [Theory, CombineDatabases]
    public async Task B7_an_export_holds_only_what_the_person_may_open_and_is_logged_as_a_view(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        using var browser = await Page.SignInAsync(app.Address, "marketing");

        using var stream = new MemoryStream(await browser.GetByteArrayAsync("/customers?handler=Export"));
        var rows = stream.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();

        rows.Select(r => (string)r["客户编号"]).ShouldBe(["C00001", "C00002", "C00006", "C00008", "C00011"]);
        var views = await app.InDbAsync(db => db.CustomerViews.ToListAsync());
        views.Count.ShouldBe(5);
        views.ShouldAllBe(v => v.How == ViewWay.Export && v.By == ViewRight.Responsible);
        (await Page.GetAsync(browser, "/customers/import")).Status.ShouldBe(HttpStatusCode.Forbidden);
        // What goes out comes in again without a change.
        using var keeper = await Page.SignInAsync(app.Address, "info");
        var all = await keeper.GetByteArrayAsync("/customers?handler=Export");
        (await UploadAsync(keeper, all, "x.xlsx")).Text.ShouldContain("新建 0 个，修改 0 个，无变化 12 个，错误 0 处");
    }

    // Numbers as numbers, a title above the headings, blank lines between, blanks around.
    private static IEnumerable<Dictionary<string, object?>> Messy(int count)
    {
        yield return Row("序号", " 联系电话", "邮政编码 ", "公司名称");
        for (var i = 1; i <= count; i++)
        {
            if (i % 1000 == 0)
                yield return Row(null, null, "  ", null);
            var name = string.Create(CultureInfo.InvariantCulture, $"　客户{i:00000}有限公司 ");
            yield return Row(i, 13800000000 + i, 10000 + i % 80000, name);
        }
    }

    private static Dictionary<string, object?> Row(params object?[] cells) =>
        cells.Select((cell, i) => (Key: $"客户名单{i}", cell)).ToDictionary(c => c.Key, c => c.cell);

    private static async Task<Page> UploadAsync(HttpClient browser, byte[] content, string name)
    {
        var page = await Page.GetAsync(browser, "/customers/import");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new ByteArrayContent(content), "file", name },
        };
        using var reply = await browser.PostAsync("/customers/import?handler=Preview", form);
        return await Page.ReadAsync(browser, reply);
    }

    private static string Token(Page page) =>
        page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
