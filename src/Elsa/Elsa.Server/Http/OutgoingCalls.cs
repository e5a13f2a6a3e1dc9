using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Elsa.Workflows;
using Elsa.Workflows.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>
/// Makes the requests that committed flows wait for, and resumes them with the answers. The bookmark is the request:
/// what a crash left is found by the sweep, and of two hosts one has the lease.
/// </summary>
internal sealed partial class OutgoingCalls(
    IServiceScopeFactory scopes,
    OutgoingHttp http,
    CallSeal seal,
    IOptions<OutgoingHttpOptions> options,
    TimeProvider clock,
    ILogger<OutgoingCalls> log
) : BackgroundService
{
    private const int AtOnce = 8;
    private const string LeaseKey = "leasedUntil";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private static readonly HttpAnswer Unreadable = new()
    {
        Failure = "The request cannot be read any more: the keys it was sealed with are gone.",
        IsRefused = true,
    };

    private readonly Channel<string> _due = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, byte> _known = new();

    /// <summary>A call has been committed.</summary>
    public void Wake(string bookmarkId)
    {
        if (_known.TryAdd(bookmarkId, 0))
            _due.Writer.TryWrite(bookmarkId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = Enumerable
            .Range(0, AtOnce)
            .Select(_ => WorkAsync(stoppingToken))
            .Append(SweepAsync(stoppingToken));
        await Task.WhenAll(workers);
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        do
        {
            await TryAsync("find requests that were left over", FindAsync, stop);
        } while (await WaitAsync(timer, stop));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task FindAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = await scope
            .ServiceProvider.GetRequiredService<IElsaSession>()
            .Db.Bookmarks.Where(b => b.Name == HttpCall.BookmarkName)
            .Select(b => b.Id)
            .ToListAsync(stop);
        ids.ForEach(Wake);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var id in _due.Reader.ReadAllAsync(stop))
            {
                await TryAsync($"make the request {id}", token => MakeAsync(id, token), stop);
                _known.TryRemove(id, out _);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops. What is left over is found when it starts.
        }
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        try
        {
            await act(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
#pragma warning disable CA1031 // The next sweep tries again; one bad call must not end the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failed(log, e, what);
        }
    }

    private async Task MakeAsync(string id, CancellationToken stop)
    {
        if (await LeaseAsync(id, stop) is not { } row)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var json = scope.ServiceProvider.GetRequiredService<IPayloadSerializer>();
        var call =
            Stored.Bookmark(row, json).Payload as SealedCall
            ?? throw new InvalidOperationException($"The bookmark {id} holds no request.");
        var answer = seal.Open(call) is { } open ? await http.AskAsync(open, id, stop) : Unreadable;
        scope.ServiceProvider.GetRequiredService<HttpAnswers>().Put(row.ActivityInstanceId!, answer);
        await scope
            .ServiceProvider.GetRequiredService<InstanceRunner>()
            .RunAsync(row.InstanceId, new RunWorkflowOptions { BookmarkId = id }, stop);
    }

    private async Task<BookmarkRow?> LeaseAsync(string id, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IElsaSession>();
        var free = Text(clock.GetUtcNow());
        var until = Text(clock.GetUtcNow() + options.Value.Timeout + Grace);
        return await session.WriteAsync(
            async token =>
            {
#pragma warning disable CA1309 // Runs in the database.
                var mine = session.Db.Bookmarks.Where(b =>
                    b.Id == id && (b.Metadata == null || string.Compare(b.Metadata, free) < 0)
                );
#pragma warning restore CA1309
                var leased = await mine.ExecuteUpdateAsync(set => set.SetProperty(b => b.Metadata, until), token);
                return leased == 0
                    ? null
                    : await session.Db.Bookmarks.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, token);
            },
            stop
        );
    }

    // Texts of one form: they compare as the times do.
    private static string Text(DateTimeOffset time) =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                [LeaseKey] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
            }
        );

    [LoggerMessage(LogLevel.Error, "Could not {What}; it is tried again")]
    private static partial void Failed(ILogger log, Exception e, string what);
}
