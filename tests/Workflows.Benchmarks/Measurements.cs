using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Cases.Storage;

namespace Workflows.Benchmarks;

/// <summary>Starts and decisions per second through the use cases of the real host, durable, beside the raw rate of commits.
/// <c>[--seconds N] [--postgres "Host=…;Username=…"] [--only-postgres]</c>; the script <c>run</c> beside this file starts a PostgreSQL with
/// its default settings and passes it on.</summary>
internal static class Measurements
{
    private static readonly List<Row> Rows = [];

    public static async Task Main(string[] args)
    {
        var seconds = double.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture);
        if (!args.Contains("--only-postgres"))
            await MeasureAsync("SQLite", folder => Task.FromResult($"Data Source={folder}/workflows.db"), seconds);
        if (Option(args, "--postgres") is { } server)
            await MeasureAsync("PostgreSQL", _ => CreateOnServerAsync(server), seconds);
        PrintTable();
    }

    private static async Task MeasureAsync(string name, Func<string, Task<string>> connect, double seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        var folder = Directory.CreateTempSubdirectory("workflows-bench-").FullName;
        try
        {
            await using var host = new BenchHost(await connect(folder), folder);
            var (acts, database) = (new Acts(host), host.Services.GetRequiredService<DatabaseSettings>());
            Console.WriteLine($"{name}: {await RawCommits.DurabilityAsync(database)}");
            // Compiled and warm before anything counts.
            await Rate.MeasureAsync(4, TimeSpan.FromSeconds(15), acts.StartAsync);
            await acts.LookAsync(CancellationToken.None);
            await Rate.MeasureAsync(4, TimeSpan.FromSeconds(10), acts.DecideAsync);
            foreach (var callers in (int[])[1, 8])
            {
                var raw = await RawCommits.MeasureAsync(database, callers, span / 2);
                var starts = await Rate.MeasureAsync(callers, span, acts.StartAsync);
                await acts.LookAsync(CancellationToken.None);
                var decisions = await Rate.MeasureAsync(callers, span, acts.DecideAsync);
                Rows.Add(new Row(name, callers, starts, decisions, raw));
                Console.WriteLine(
                    $"  {callers} callers: {starts.PerSecond:0} starts/s ({starts.Processor:0.00} ms), {decisions.PerSecond:0} decisions/s ({decisions.Processor:0.00} ms), raw {raw.PerSecond:0} commits/s"
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> CreateOnServerAsync(string server)
    {
        var name = $"bench{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        return $"{server};Database={name}";
    }

    private static void PrintTable()
    {
        Console.WriteLine();
        Console.WriteLine("| database | callers | starts/s | ms CPU | decisions/s | ms CPU | raw commits/s |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, callers, starts, decisions, raw) in Rows)
            Console.WriteLine(
                $"| {name} | {callers} | {starts.PerSecond:0} | {starts.Processor:0.0} | {decisions.PerSecond:0} | {decisions.Processor:0.0} | {raw.PerSecond:0} |"
            );
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private sealed record Row(string Database, int Callers, Measured Starts, Measured Decisions, Measured Raw);
}
