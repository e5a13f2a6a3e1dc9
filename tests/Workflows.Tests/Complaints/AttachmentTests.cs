using System.Net;
using System.Text;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>What may be attached, and what happens with what is too large.</summary>
public sealed class AttachmentTests(SharedApps apps)
{
    [Theory]
    [InlineData("记录.txt", "text/plain")]
    [InlineData("报价.CSV", "text/plain")]
    [InlineData("往来.eml", "text/plain")]
    public async Task Text_that_a_Chinese_spreadsheet_saved_is_taken_and_read_as_such(string name, string type)
    {
        var client = await ClientAsync();
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

        var id = (await Uploads.UploadAsync(client, name, gb18030.GetBytes("编号,数量\r\n一,12"))).Text("id");

        using var seen = await client.Http.GetAsync($"/api/attachments/{id}");
        seen.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        seen.Content.Headers.ContentType.CharSet.ShouldBe("gb18030");
    }

    [Fact]
    public async Task A_phones_picture_is_taken_and_saved_rather_than_shown()
    {
        var client = await ClientAsync();
        byte[] picture = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8];

        var id = (await Uploads.UploadAsync(client, "IMG_0001.HEIC", picture))
            .ShouldBe(HttpStatusCode.Created)
            .Text("id");

        using var seen = await client.Http.GetAsync($"/api/attachments/{id}");
        seen.Content.Headers.ContentType!.MediaType.ShouldBe("image/heic");
        seen.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Theory]
    [InlineData("合同.wps")]
    [InlineData("台账.et")]
    [InlineData("客户来信.msg")]
    public async Task Documents_of_WPS_and_kept_mails_are_taken(string name)
    {
        byte[] document = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[64]];

        (await Uploads.UploadAsync(await ClientAsync(), name, document)).ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData(".png")]
    public async Task A_name_is_shortened_and_its_extension_kept(string end)
    {
        var name = new string('长', 300) + end;

        var reply = await Uploads.UploadAsync(await ClientAsync(), name, Uploads.Picture);

        var kept = reply.ShouldBe(HttpStatusCode.Created).Text("fileName");
        kept.Length.ShouldBe(150);
        kept.ShouldEndWith(".png");
    }

    [Fact]
    public async Task An_endless_extension_is_refused_as_one_that_does_not_suit()
    {
        var reply = await Uploads.UploadAsync(await ClientAsync(), "a." + new string('x', 300), Uploads.Picture);

        reply.ShouldBe(HttpStatusCode.BadRequest).Text("code").ShouldBe("attachment.notWhatItsNameSays");
    }

    [Fact]
    public async Task Two_files_of_nearly_the_limit_are_handed_in_with_one_form()
    {
        var app = await apps.On(Database.Sqlite);
        using var browser = await Page.SignInAsync(app.Address, "marketing");
        var page = await Page.GetAsync(browser, "/new/complaint");
        byte[] large = [.. Uploads.Picture, .. new byte[19 * 1024 * 1024]];
        using var form = Posted(page, "upload");
        form.Add(new ByteArrayContent(large), "upload:files", "一.png");
        form.Add(new ByteArrayContent(large), "upload:files", "二.png");

        using var reply = await browser.PostAsync("/new/complaint", form);

        var shown = await Page.ReadAsync(browser, reply);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Document.QuerySelectorAll(".file-list a").Select(a => a.TextContent).ShouldBe(["一.png", "二.png"]);
    }

    [Fact]
    public async Task A_post_that_is_too_large_for_a_page_says_so()
    {
        var app = await apps.On(Database.Sqlite);
        using var browser = await Page.SignInAsync(app.Address, "marketing");
        using var form = Posted(await Page.GetAsync(browser, "/account/deputies"), "save");
        form.Add(new ByteArrayContent(new byte[31 * 1024 * 1024]), "file", "一.png");

        // The answer comes before the body is sent, which the server would otherwise cut off.
        using var post = new HttpRequestMessage(HttpMethod.Post, "/account/deputies") { Content = form };
        post.Headers.ExpectContinue = true;
        using var reply = await browser.SendAsync(post);

        reply.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("内容过大");
    }

    private async Task<ApiClient> ClientAsync() =>
        await new Company((await apps.On(Database.Sqlite)).Address).As("marketing");

    private static MultipartFormDataContent Posted(Page page, string act) =>
        new()
        {
            {
                new StringContent(
                    page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!
                ),
                "__RequestVerificationToken"
            },
            { new StringContent(act), "act" },
        };
}
