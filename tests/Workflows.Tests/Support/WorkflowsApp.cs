using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Storage;

namespace Workflows.Tests.Support;

/// <summary>The real host in this process on a real port, with its own database and a clock that the test owns.</summary>
public sealed class WorkflowsApp : WebApplicationFactory<Program>
{
    /// <summary>A Wednesday morning in Shanghai.</summary>
    private static readonly DateTimeOffset Beginning = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> settings;
    private readonly bool ownsDatabase;

    private WorkflowsApp(TestDatabase database, Dictionary<string, string> settings, DateTimeOffset now, bool isOwner)
    {
        Database = database;
        ownsDatabase = isOwner;
        Clock = new FakeTimeProvider(now);
        this.settings = settings;
        UseKestrel(0);
        StartServer();
    }

    public TestDatabase Database { get; }

    /// <summary>Stands still until a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    public Uri Address => ClientOptions.BaseAddress;

    /// <param name="now">When it starts there; a Wednesday morning in Shanghai unless told.</param>
    public static async Task<WorkflowsApp> StartAsync(
        Database kind,
        Dictionary<string, string>? settings = null,
        DateTimeOffset? now = null
    ) => new(await TestDatabase.CreateAsync(kind), settings ?? [], now ?? Beginning, isOwner: true);

    /// <summary>A host on a database that is there already, at a time of the test's choice.</summary>
    public static WorkflowsApp StartOn(TestDatabase database, DateTimeOffset now) =>
        new(database, [], now, isOwner: false);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Workflows", Database.ConnectionString);
        builder.UseSetting("Data:Folder", Database.Folder);
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        builder.UseSetting("Serilog:MinimumLevel", "Warning");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    /// <summary>The API as somebody of the sample company.</summary>
    public Task<ApiClient> SignInAsync(string user) => ApiClient.SignInAsync(Address, user);

    /// <summary>Runs something of the host's own, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>What the minutely alarm does: fires the timers that are due and lets the sender look. The host's own alarm
    /// may ring for the same timers meanwhile; when this returns none is due any more.</summary>
    public async Task SweepAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var due = await InScopeAsync(s => s.GetRequiredService<DueTimers>().DueAsync(500, stop));
                foreach (var alarm in due)
                    await InScopeAsync(s => s.GetRequiredService<FireTimer>().RunAsync(alarm.Id, stop));
                return due.Count == 0;
            },
            "no timer is due any more"
        );
        Services.GetRequiredService<Wakeups>().MailWaits();
    }

    public Task<T> InDbAsync<T>(Func<CasesDb, Task<T>> read) => Database.InCasesAsync(read);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }
}

/// <summary>One host for each database, shared by all tests that do not move the clock.</summary>
public sealed class SharedApps : IAsyncLifetime
{
    private readonly Dictionary<Database, Task<WorkflowsApp>> apps = [];
    private readonly Lock gate = new();

    public Task<WorkflowsApp> On(Database kind)
    {
        lock (gate)
        {
            if (!apps.TryGetValue(kind, out var app))
                apps[kind] = app = WorkflowsApp.StartAsync(kind);
            return app;
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values.Where(a => a.IsCompletedSuccessfully))
            await (await app).DisposeAsync();
    }
}
