using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workflows.Tests.Support;

/// <summary>A page as a browser without scripts sees it: what it says, where its links go, what its forms would send.</summary>
public sealed class Page
{
    private readonly HttpClient http;

    private Page(HttpClient http, HttpStatusCode status, Uri address, string html)
    {
        this.http = http;
        Status = status;
        Address = address;
        Document = new HtmlParser().ParseDocument(html);
    }

    public HttpStatusCode Status { get; }
    public Uri Address { get; }
    public IHtmlDocument Document { get; }

    /// <summary>What a reader sees, without the runs of blanks.</summary>
    public string Text =>
        string.Join(
            ' ',
            (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>A browser of its own: cookies are kept, redirects followed.</summary>
    public static HttpClient NewBrowser(Uri address, string language = "zh-CN")
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = address,
        };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return browser;
    }

    public static async Task<Page> GetAsync(HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path);
        return await ReadAsync(http, reply);
    }

    /// <summary>A browser in which somebody of the sample company has signed in by the form.</summary>
    public static async Task<HttpClient> SignInAsync(Uri address, string user, string language = "zh-CN")
    {
        var browser = NewBrowser(address, language);
        var page = await GetAsync(browser, "/account/sign-in");
        var form = page.Form("form:has(input[type=password])");
        var inside = await page.SubmitAsync(form, new() { ["user"] = user, ["password"] = "demo" });
        inside.Address.AbsolutePath.ShouldNotContain("sign-in", Case.Insensitive, inside.Text);
        return browser;
    }

    public IHtmlFormElement Form(string selector) =>
        Document.QuerySelector(selector) as IHtmlFormElement
        ?? throw new ShouldAssertException($"No form {selector} on {Address}: {Text}");

    public string NameOf(string selector) =>
        Document.QuerySelector(selector)?.GetAttribute("name")
        ?? throw new ShouldAssertException($"Nothing named {selector} on {Address}: {Text}");

    public IEnumerable<string> Links => Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!);

    /// <summary>Sends a form as it stands, with some fields filled in and the button that was pressed.</summary>
    public async Task<Page> SubmitAsync(
        IHtmlFormElement form,
        Dictionary<string, string>? filled = null,
        IElement? button = null
    )
    {
        var fields = Fields(form).Where(f => filled?.ContainsKey(f.Key) != true).ToList();
        fields.AddRange(filled ?? []);
        if (button?.GetAttribute("name") is { } pressed)
            fields.Add(new(pressed, button.GetAttribute("value") ?? ""));
        var action = button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? Address : new Uri(Address, action);
        using var content = new FormUrlEncodedContent(fields);
        using var reply = await http.PostAsync(target, content);
        return await ReadAsync(http, reply);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var field in form.Elements)
        {
            var name = field.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || field.HasAttribute("disabled"))
                continue;
            switch (field)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "image" or "file" }:
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlButtonElement:
                    continue;
                case IHtmlInputElement input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return new(name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
            }
        }
    }

    public static async Task<Page> ReadAsync(HttpClient http, HttpResponseMessage reply) =>
        new(http, reply.StatusCode, reply.RequestMessage!.RequestUri!, await reply.Content.ReadAsStringAsync());
}
