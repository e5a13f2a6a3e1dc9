using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Cases.Storage;

namespace Workflows.Benchmarks;

/// <summary>Starts and resumptions per second in the real host, durable, beside the raw rate of commits: of the engine alone, and
/// of whole cases with their tasks and mails; or, with <c>--register N</c>, how quickly a register of N complaints answers.
/// <c>[--seconds N] [--suspended N] [--register N] [--postgres "Host=…;Username=…"] [--only-postgres] [--only-cases]</c>; the script <c>run</c>
/// beside this file starts a PostgreSQL with its default settings and passes it on.</summary>
internal static class Measurements
{
    private static readonly int[] Callers = [1, 8];
    private static readonly List<Row> Rows = [];

    public static async Task Main(string[] args)
    {
        var plan = new Plan(
            TimeSpan.FromSeconds(double.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture)),
            int.Parse(Option(args, "--suspended") ?? "10000", CultureInfo.InvariantCulture),
            args.Contains("--only-cases"),
            int.Parse(Option(args, "--register") ?? "0", CultureInfo.InvariantCulture)
        );
        if (!args.Contains("--only-postgres"))
            await MeasureAsync("SQLite", folder => Task.FromResult($"Data Source={folder}/workflows.db"), plan);
        if (Option(args, "--postgres") is { } server)
            await MeasureAsync("PostgreSQL", _ => CreateOnServerAsync(server), plan);
        if (plan.Register == 0)
            PrintTable();
    }

    private static async Task MeasureAsync(string name, Func<string, Task<string>> connect, Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-").FullName;
        try
        {
            await using var host = new BenchHost(await connect(folder), folder);
            if (plan.Register > 0)
            {
                await RegisterMeasurements.RunAsync(name, host, plan.Register);
                return;
            }
            var database = host.Services.GetRequiredService<DatabaseSettings>();
            Console.WriteLine($"{name}: {await RawCommits.DurabilityAsync(database)}");
            if (!plan.OnlyCases)
                await MeasureEngineAsync(name, host, database, plan);
            var acts = new Acts(host);
            await WarmAsync(acts.StartAsync, acts.DecideAsync, acts.LookAsync);
            foreach (var callers in Callers)
                await MeasureAsync(
                    $"{name}, cases",
                    callers,
                    database,
                    plan,
                    acts.StartAsync,
                    acts.DecideAsync,
                    acts.LookAsync
                );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureEngineAsync(string name, BenchHost host, DatabaseSettings database, Plan plan)
    {
        var acts = new EngineActs(host);
        await acts.PublishAsync();
        await WarmAsync(acts.StartAsync, acts.ResumeAsync, Nothing);
        await acts.EmptyAsync();
        foreach (var callers in Callers)
            await MeasureAsync($"{name}, engine", callers, database, plan, acts.StartAsync, acts.ResumeAsync, Nothing);
        Console.WriteLine($"  filling up to {plan.Suspended} instances that wait");
        await Rate.MeasureAsync(
            4,
            TimeSpan.MaxValue,
            async stop => acts.Suspended < plan.Suspended && await acts.StartAsync(stop)
        );
        foreach (var callers in Callers)
            await MeasureAsync(
                $"{name}, engine, {plan.Suspended} suspended",
                callers,
                database,
                plan,
                acts.StartAsync,
                acts.ResumeAsync,
                Nothing
            );

        static Task<int> Nothing(CancellationToken stop) => Task.FromResult(0);
    }

    private static async Task MeasureAsync(
        string what,
        int callers,
        DatabaseSettings database,
        Plan plan,
        Func<CancellationToken, Task<bool>> start,
        Func<CancellationToken, Task<bool>> resume,
        Func<CancellationToken, Task<int>> look
    )
    {
        var raw = await RawCommits.MeasureAsync(database, callers, plan.Span / 2);
        var starts = await Rate.MeasureAsync(callers, plan.Span, start);
        await look(CancellationToken.None);
        var resumes = await Rate.MeasureAsync(callers, plan.Span, resume);
        Rows.Add(new Row(what, callers, starts, resumes, raw));
        Console.WriteLine(
            $"  {what}, {callers} callers: {starts.PerSecond:0} starts/s ({starts.Processor:0.00} ms, {starts.Allocated:0} KiB), {resumes.PerSecond:0} resumed/s ({resumes.Processor:0.00} ms, {resumes.Allocated:0} KiB), raw {raw.PerSecond:0} commits/s"
        );
    }

    /// <summary>Both acts until the runtime has hardly anything left to compile: what a host does in its second minute of work.</summary>
    private static async Task WarmAsync(
        Func<CancellationToken, Task<bool>> start,
        Func<CancellationToken, Task<bool>> resume,
        Func<CancellationToken, Task<int>> look
    )
    {
        var (watch, span) = (Stopwatch.StartNew(), TimeSpan.FromSeconds(5));
        var compiling = TimeSpan.MaxValue;
        while (compiling > span / 50 && watch.Elapsed < TimeSpan.FromMinutes(4))
        {
            var before = JitInfo.GetCompilationTime();
            await Rate.MeasureAsync(4, span, start);
            await look(CancellationToken.None);
            await Rate.MeasureAsync(4, span, resume);
            compiling = JitInfo.GetCompilationTime() - before;
        }
        Console.WriteLine($"  warm after {watch.Elapsed.TotalSeconds:0} s");
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
        Console.WriteLine("| what | callers | starts/s | ms CPU | resumed/s | ms CPU | raw commits/s |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (what, callers, starts, resumes, raw) in Rows)
            Console.WriteLine(
                $"| {what} | {callers} | {starts.PerSecond:0} | {starts.Processor:0.0} | {resumes.PerSecond:0} | {resumes.Processor:0.0} | {raw.PerSecond:0} |"
            );
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private sealed record Plan(TimeSpan Span, int Suspended, bool OnlyCases, int Register);

    private sealed record Row(string What, int Callers, Measured Starts, Measured Resumes, Measured Raw);
}
