using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>
/// What is running in this scope, and what is to run when it is done: a child that was dispatched, a parent that waits
/// for its child, an event. All in the transaction of the outermost burst, each after the burst that caused it.
/// </summary>
internal sealed class Bursts(ScriptBudget budget)
{
    private const int MostNested = 32;
    private const int MostGenerations = 500;
    private const int MostStarted = 5000;

    // Each may start and wake many: all of it holds up whoever wants to write meanwhile.
    private const int MostPublished = 1000;

    private readonly HashSet<string> _running = [];
    private readonly Queue<Following> _following = new();
    private int _generation;
    private int _started;
    private int _published;
    private bool _isDraining;

    public bool IsRunning(string instanceId) => _running.Contains(instanceId);

    public bool Any => _running.Count > 0;

    /// <summary>Something to do once nothing runs any more; at once, if nothing does.</summary>
    public async Task FollowAsync(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        _following.Enqueue(new Following(act, _generation + 1));
        if (!Any)
            await DrainAsync(stop);
    }

    /// <summary>The same for a new instance.</summary>
    /// <exception cref="InvalidOperationException">Too many already: workflows start each other without end.</exception>
    public Task StartAsync(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        // Refused where it is asked for: the flow that goes too far fails, and what led to it is kept.
        if (_generation >= MostGenerations || ++_started > MostStarted)
            throw new InvalidOperationException("Workflows start each other without end.");
        return FollowAsync(act, stop);
    }

    /// <summary>The same for an event, which may start and wake others that publish events in their turn.</summary>
    /// <exception cref="InvalidOperationException">Too many already: events cause each other without end.</exception>
    public Task PublishAsync(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        // What one flow publishes in a loop of its own has an end: only what follows from it is counted.
        if (_generation >= MostGenerations || (_generation > 0 && ++_published > MostPublished))
            throw new InvalidOperationException("Events cause each other without end.");
        return FollowAsync(act, stop);
    }

    public async Task<T> RunAsync<T>(string instanceId, Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        if (!_running.Add(instanceId))
            throw new InvalidOperationException($"The instance {instanceId} is already running in this scope.");
        using var _ = budget.Enter();
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

    // What follows may itself be followed: that is for the loop, or a long chain would end the stack.
    private async Task DrainAsync(CancellationToken stop)
    {
        if (_isDraining)
            return;
        _isDraining = true;
        using var _ = budget.Enter();
        try
        {
            while (_following.TryDequeue(out var next))
            {
                _generation = next.Generation;
                await next.Act(stop);
            }
        }
        finally
        {
            (_generation, _started, _published, _isDraining) = (0, 0, 0, false);
        }
    }

    private sealed record Following(Func<CancellationToken, Task> Act, int Generation);
}
