using System.Text.Json.Nodes;

namespace Workflows.Tests.Support;

/// <summary>The people of the sample company at work on one host.</summary>
public sealed class Company(Uri address)
{
    private readonly Dictionary<string, Task<ApiClient>> people = [];
    private readonly Lock gate = new();

    /// <summary>The steps of a correction in order, and who ends them in the sample company.</summary>
    public static readonly IReadOnlyList<(string Step, string[] Who)> Steps =
    [
        ("cs-manager-review", ["cs-manager"]),
        ("gm-approval", ["gm"]),
        ("organise", ["cs"]),
        ("departments", ["rnd", "finance"]),
        ("report", ["cs"]),
        ("cs-manager-report-review", ["cs-manager"]),
        ("gm-report-approval", ["gm"]),
    ];

    public Task<ApiClient> As(string user)
    {
        lock (gate)
        {
            if (!people.TryGetValue(user, out var client))
                people[user] = client = ApiClient.SignInAsync(address, user);
            return client;
        }
    }

    /// <summary>Everybody signs in anew: what a test does after it has moved the clock by days.</summary>
    public void SignOutEverybody()
    {
        lock (gate)
            people.Clear();
    }

    public async Task<string> StartAsync(JsonObject? draft = null) => await (await As("cs")).StartAsync(draft);

    /// <summary>Opens a case and goes along the chain until the step waits.</summary>
    /// <returns>The case's number.</returns>
    public async Task<string> StartAtAsync(string step, JsonObject? draft = null)
    {
        var number = await StartAsync(draft);
        await AdvanceAsync(number, to: step);
        return number;
    }

    /// <summary>Approves and completes step after step until <paramref name="to"/> waits; null goes to the end.</summary>
    public async Task AdvanceAsync(string number, string? from = null, string? to = null)
    {
        var steps = Steps.SkipWhile(s => from is not null && s.Step != from);
        foreach (var (step, who) in steps.TakeWhile(s => s.Step != to))
        foreach (var user in who)
            await EndAsync(number, step, user);
    }

    /// <summary>Ends one step on the way forward.</summary>
    public async Task EndAsync(string number, string step, string user) =>
        await (await As(user)).DecideAsync(number, ForwardOutcome(step), data: FormOf(step), step: step);

    public static string ForwardOutcome(string step) =>
        step is "organise" or "departments" or "report" or "revise-draft" or "resolve-conflict" ? "Done" : "Approved";

    public static JsonObject? FormOf(string step) =>
        step switch
        {
            "organise" => Draft.Execution(),
            "departments" => Draft.Feedback(),
            "report" => Draft.Report(),
            _ => null,
        };

    /// <summary>The steps that wait in a case, as somebody sees them who oversees all.</summary>
    public async Task<IReadOnlyList<string>> WaitingStepsAsync(string number)
    {
        var one = await (await As("gm")).CaseAsync(number);
        return [.. one["openTasks"]!.AsArray().Select(t => (string)t!["step"]!)];
    }
}
