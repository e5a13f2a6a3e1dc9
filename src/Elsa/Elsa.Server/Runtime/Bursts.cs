using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// What is running in this scope, and what is to run when it is done: a child that was dispatched, a parent that waits
/// for its child, an event. All in the transaction of the outermost burst, each after the burst that caused it.
/// </summary>
internal sealed class Bursts
{
    private const int MostNested = 32;
    private const int MostFollowing = 2000;

    private readonly HashSet<string> _running = [];
    private readonly Queue<Func<CancellationToken, Task>> _following = new();
    private int _ran;

    public bool IsRunning(string instanceId) => _running.Contains(instanceId);

    public bool Any => _running.Count > 0;

    /// <summary>Something to do once nothing runs any more; at once, if nothing does.</summary>
    public async Task FollowAsync(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        _following.Enqueue(act);
        if (!Any)
            await DrainAsync(stop);
    }

    public async Task<T> RunAsync<T>(string instanceId, Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        if (!_running.Add(instanceId))
            throw new InvalidOperationException($"The instance {instanceId} is already running in this scope.");
        T result;
        try
        {
            if (_running.Count > MostNested)
                throw new InvalidOperationException("Workflows start each other without end.");
            result = await act(stop);
        }
        catch
        {
            if (_running.Count == 1)
                _following.Clear();
            throw;
        }
        finally
        {
            _running.Remove(instanceId);
        }
        if (!Any)
            await DrainAsync(stop);
        return result;
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        try
        {
            while (!Any && _following.TryDequeue(out var next))
            {
                if (++_ran > MostFollowing)
                    throw new InvalidOperationException("Workflows start each other without end.");
                await next(stop);
            }
        }
        finally
        {
            if (_following.Count == 0)
                _ran = 0;
        }
    }
}
