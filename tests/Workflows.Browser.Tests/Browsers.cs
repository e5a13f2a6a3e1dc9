using Microsoft.Playwright;
using Workflows.Tests.Support;

[assembly: AssemblyFixture(typeof(Workflows.Browser.Tests.Browsers))]

namespace Workflows.Browser.Tests;

/// <summary>One host and one Chromium for all tests; every test has a browser profile of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    public HostProcess Host { get; private set; } = null!;
    public Company Company { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostProcess.StartAsync(Database.Sqlite);
        Company = new Company(Host.Address);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags }
        );
    }

    /// <summary>A browser that nobody has used, as wide as a desk's screen, looking at <paramref name="at"/> or else at the host
    /// of all tests.</summary>
    public Task<Visitor> OpenAsync(string locale = "zh-CN", bool scripts = true, Uri? at = null) =>
        OpenAsync(
            new BrowserNewContextOptions
            {
                Locale = locale,
                JavaScriptEnabled = scripts,
                BaseURL = at?.ToString(),
            }
        );

    /// <summary>A browser on a phone, looking at <paramref name="at"/> or else at the host of all tests.</summary>
    public Task<Visitor> OpenOnPhoneAsync(string locale = "zh-CN", bool scripts = true, Uri? at = null) =>
        OpenAsync(
            new BrowserNewContextOptions
            {
                Locale = locale,
                JavaScriptEnabled = scripts,
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
                IsMobile = true,
                HasTouch = true,
                BaseURL = at?.ToString(),
            }
        );

    private async Task<Visitor> OpenAsync(BrowserNewContextOptions options)
    {
        options.BaseURL ??= Host.Address.ToString();
        var context = await chromium!.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
    }
}

/// <summary>A host of one class of tests, whose lists hold only what these put there.</summary>
public sealed class OwnHost : IAsyncLifetime
{
    private HostProcess host = null!;

    public Company Company { get; private set; } = null!;
    public Uri Address => host.Address;

    public async ValueTask InitializeAsync()
    {
        host = await HostProcess.StartAsync(Database.Sqlite);
        Company = new Company(host.Address);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>A person before a browser. What the console complains about is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of the console and of scripts.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Signs in by the form.</summary>
    public async Task SignInAsync(string user)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.FillAsync("#user", user);
        await Page.FillAsync("#password", "demo");
        await Page.ClickAsync("form:has(#password) button.btn-primary");
        await Page.WaitForSelectorAsync("nav.app-nav");
    }

    /// <summary>Opens the task of a case from the inbox that is shown, on whatever page of it.</summary>
    public async Task OpenTaskAsync(string number)
    {
        var row = Page.Locator($"tr:has-text('{number}') a.row-link");
        for (var page = 2; page < 20 && await row.CountAsync() == 0; page++)
            await Page.GotoAsync($"/?p={page}");
        await row.ClickAsync();
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
