using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>A session that opens its own transactions, for a host that has none to share.</summary>
internal sealed class OwnSession(ElsaDb db, WriteGate gate) : IElsaSession
{
    private List<Action>? _afterCommit;

    public ElsaDb Db => db;

    public async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        if (_afterCommit is not null)
            return await act(stop);

        var waiting = new List<Action>();
        using var entered = await gate.EnterAsync(db, stop);
        _afterCommit = waiting;
        T result;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
            result = await act(stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        finally
        {
            _afterCommit = null;
            db.ChangeTracker.Clear();
        }
        waiting.ForEach(after => after());
        return result;
    }

    public void AfterCommit(Action act)
    {
        if (_afterCommit is null)
            act();
        else
            _afterCommit.Add(act);
    }
}

/// <summary>Lets one writer at a time to SQLite, which has but one; others would spin in busy-retries.</summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<IDisposable?> EnterAsync(ElsaDb db, CancellationToken stop)
    {
        if (db is not SqliteElsaDb)
            return null;
        await _one.WaitAsync(stop);
        return new Leaving(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Leaving(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
