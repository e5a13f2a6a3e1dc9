using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary>People who start and decide cases without a pause, whatever happens to the host, and remember what they were
/// told had been done.</summary>
public sealed class Load(Uri address)
{
    private readonly ConcurrentDictionary<string, int> numbers = new();
    private readonly ConcurrentDictionary<Guid, string> decisions = new();
    private int acknowledged;

    /// <summary>Cases that the host said it had opened.</summary>
    public ICollection<string> Numbers => numbers.Keys;

    /// <summary>Tasks that the host said were decided, with their outcome.</summary>
    public IReadOnlyDictionary<Guid, string> Decisions => decisions;

    /// <summary>How much was acknowledged so far: what tells that the host is at work again.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>One worker: opens cases and takes each along the chain.</summary>
    public async Task RunAsync(int worker, CancellationToken stop)
    {
        var company = new Company(address);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var number = await company.StartAsync(await NextAsync(company, $"C{worker + 5:00000}"));
                numbers[number] = worker;
                Interlocked.Increment(ref acknowledged);
                foreach (var (step, who) in Company.Steps)
                foreach (var user in who)
                    await DecideAsync(await company.As(user), number, step, stop);
            }
            catch (Exception e)
                when (e is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // The host was killed; what was in flight is known to the database only.
                company.SignOutEverybody();
                await PauseAsync(stop);
            }
        }
    }

    /// <summary>A correction of what the file says now, so that none ends in a conflict.</summary>
    private static async Task<JsonObject> NextAsync(Company company, string customer)
    {
        var found = await (await company.As("cs")).GetAsync($"/api/customers/{customer}");
        var fax = (string)found.ShouldBe(HttpStatusCode.OK).Object["file"]!["fax"]!;
        return Draft.Valid(customer, "fax", fax, fax == "0512-62880001" ? "0512-62880002" : "0512-62880001");
    }

    private async Task DecideAsync(ApiClient person, string number, string step, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var task = await person.TaskAsync(number, step);
        var outcome = Company.ForwardOutcome(step);
        var reply = await person.TryDecideAsync(task, outcome, data: Company.FormOf(step));
        reply.ShouldBe(HttpStatusCode.OK);
        decisions[task.Id] = outcome;
        Interlocked.Increment(ref acknowledged);
    }

    private static async Task PauseAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        if (!stop.IsCancellationRequested)
            await timer.WaitForNextTickAsync(CancellationToken.None);
    }
}
