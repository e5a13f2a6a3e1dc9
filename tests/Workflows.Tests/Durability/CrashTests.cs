using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Outbox;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary>The host is killed at random points under load, and every time the database is whole (design rule 1).</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int Workers = 4;

    [Theory, CombineDatabases]
    public async Task A_host_killed_at_random_points_of_a_running_load_leaves_every_case_whole(Database kind)
    {
        await using var host = await HostProcess.StartAsync(kind);
        var load = new Load(host.Address);
        using var enough = new CancellationTokenSource();
        var workers = Enumerable.Range(0, Workers).Select(w => load.RunAsync(w, enough.Token)).ToList();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            await BusyAsync(load, random.Next(3, 40));
            await PauseAsync(TimeSpan.FromMilliseconds(random.Next(0, 50)));
            await host.KillAsync();
            await host.Database.AwaitNobodyConnectedAsync();
            await Invariants.HoldAsync(host.Database, load);
            if (kill < Kills - 1)
                await host.StartAsync();
        }
        await enough.CancelAsync();
        await Task.WhenAll(workers);

        output.WriteLine(
            $"{load.Numbers.Count} cases, {load.Decisions.Count} decisions acknowledged over {Kills} kills"
        );
        await LetTheRestGoAsync(host);
        await Invariants.EveryMailWentOnceAsync(host.Database);
    }

    /// <summary>Waits until the host has acknowledged that much more.</summary>
    private static Task BusyAsync(Load load, int more)
    {
        var enough = load.Acknowledged + more;
        return Eventually.IsTrueAsync(
            () => Task.FromResult(load.Acknowledged >= enough),
            $"{more} acts are acknowledged"
        );
    }

    private static async Task PauseAsync(TimeSpan span)
    {
        using var timer = new PeriodicTimer(span + TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
    }

    // A mail that was with the killed sender may go again when its lease has run out: a host whose clock is further on.
    private static async Task LetTheRestGoAsync(HostProcess host)
    {
        await using var later = WorkflowsApp.StartOn(host.Database, TimeProvider.System.GetUtcNow().AddMinutes(30));
        await later.SweepAsync();
        await Eventually.IsTrueAsync(
            () => host.Database.InCasesAsync(db => db.Outbox.AllAsync(m => m.Status != MailStatus.Waiting)),
            "nothing waits in the outbox",
            TimeSpan.FromSeconds(180)
        );
    }
}
