using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Tests.Support;
using Case = Workflows.Cases.Cases.Case;

namespace Workflows.Tests.Cases;

/// <summary>The business without host and engine: the sample company on a fresh database, a clock that the test owns, and a
/// flow of one step that the test may script.</summary>
public sealed class Business : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private Business(TestDatabase database, Dictionary<string, string?> policy)
    {
        this.database = database;
        var time = new CompanyTime(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var overrides = new ConfigurationBuilder().AddInMemoryCollection(policy).Build();
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(time)
            .AddSingleton(Flow)
            .AddScoped<IFlow>(scope => new BoundFlow(Flow, scope))
            .AddSingleton(PackReader.ReadPacks(Packs))
            .AddSingleton(PackReader.ReadPolicy(Packs, overrides))
            .AddCases(new DatabaseSettings(database.ConnectionString))
            .BuildServiceProvider(validateScopes: true);
    }

    public static string Packs => Repository.Path("workflows");

    /// <summary>A Tuesday, 09:00 in Shanghai.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));
    public ScriptedFlow Flow { get; } = new();
    public Organisation People => services.GetRequiredService<PeopleDirectory>().Current;

    public static async Task<Business> OpenAsync(Database kind, Dictionary<string, string?>? policy = null)
    {
        var business = new Business(await TestDatabase.CreateAsync(kind), policy ?? []);
        await business.DoAsync<CasesDb>(db => MigrateDatabase.MigrateAsync(db, default));
        await business.DoAsync<SampleCompany>(company => company.LoadAsync(Packs, default));
        return business;
    }

    public Person Person(string signInName) => People.Find(signInName)!;

    public Actor As(string signInName) => new(Person(signInName).Id, Channel.Web, "127.0.0.1");

    /// <summary>Something in a scope of its own, as one request.</summary>
    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task DoAsync<TService>(Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> InDbAsync<T>(Func<CasesDb, Task<T>> read) => AskAsync<CasesDb, T>(read);

    public Task<Case> StartAsync(string by = "cs", JsonObject? data = null) =>
        AskAsync<StartCase, Case>(async start =>
            (await start.RunAsync("correction", data ?? Draft.Valid(), As(by), default)).Case
        );

    /// <summary>The case's open task; the last if there are several.</summary>
    public Task<CaseTask> TaskOfAsync(Guid caseId) =>
        InDbAsync(db => db.Tasks.Where(t => t.CaseId == caseId).OrderByDescending(t => t.OpenedAt).FirstAsync());

    public Task<CaseTask> DecideAsync(Guid taskId, string by, Decision decision) =>
        AskAsync<DecideTask, CaseTask>(decide => decide.RunAsync(taskId, decision, As(by), default));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
