using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Tests.Support;

/// <summary>The built host as a process of its own, which can be killed like by a power cut and started again on the same
/// database and data folder.</summary>
public sealed class HostProcess(TestDatabase database, Dictionary<string, string>? settings = null) : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");
    public TestDatabase Database => database;

    /// <summary>Everything the host has printed, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    public static async Task<HostProcess> StartAsync(Database kind, Dictionary<string, string>? settings = null)
    {
        var host = new HostProcess(await TestDatabase.CreateAsync(kind), settings);
        await host.StartAsync();
        return host;
    }

    /// <summary>Starts and waits until it answers.</summary>
    public async Task StartAsync()
    {
        Launch();
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.IsTrueAsync(
            async () =>
            {
                if (process!.HasExited)
                    throw new InvalidOperationException($"The host ended with {process.ExitCode}:\n{Log}");
                return await AnswersAsync(client);
            },
            "the host answers",
            TimeSpan.FromSeconds(180)
        );
    }

    /// <summary>Starts a host that is expected to give up, and waits until it did.</summary>
    public async Task<int> StartAndFailAsync()
    {
        Launch();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        await process!.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Path("src", "Workflows.Host"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Repository.Path("src/Workflows.Host/bin/Debug/net10.0/Workflows.Host.dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Address.ToString().TrimEnd('/'));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Workflows"] = database.ConnectionString;
        start.Environment["Data__Folder"] = database.Folder;
        foreach (var (key, value) in settings ?? [])
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        Children.Remember(process.Id);
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var reply = await client.GetAsync("/health");
            // It listens only when everything is prepared.
            return reply.StatusCode < HttpStatusCode.InternalServerError;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public Task<ApiClient> SignInAsync(string user) => ApiClient.SignInAsync(Address, user);

    private void Write(string? line)
    {
        lock (log)
            log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        await database.DisposeAsync();
    }
}

/// <summary>The processes that a test run has started: <c>tests/run</c> ends what a broken run leaves behind.</summary>
public static class Children
{
    public static void Remember(int id)
    {
        if (Environment.GetEnvironmentVariable("TESTS_SCRATCH") is { Length: > 0 } scratch)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory($"{scratch}/children").FullName, $"{id}"), "");
    }
}
