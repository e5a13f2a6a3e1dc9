using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Cases.Storage;

/// <summary>One transaction around everything a decision brings about (design rule 1): the business's rows and those of every
/// other context that enlists, such as the flow engine's. Scoped; a call inside a running unit joins it.</summary>
public sealed class UnitOfWork(DatabaseSettings settings, WriterGate gate) : IDisposable
{
    private readonly List<DbContext> contexts = [];
    private readonly List<Func<CancellationToken, Task>> beforeCommit = [];
    private readonly List<Func<CancellationToken, Task>> withLastSave = [];
    private readonly List<Action> afterCommit = [];
    private DbTransaction? transaction;

    /// <summary>The connection that all contexts of this scope share.</summary>
    public DbConnection Connection { get; } = settings.Rent();

    /// <summary>Whether a unit is running in this scope.</summary>
    public bool IsRunning => transaction is not null;

    /// <summary>Which unit of this scope runs or ran last: to remember something for no longer than one.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Makes a context on <see cref="Connection"/> take part in every unit of this scope, also one already running.</summary>
    public void Enlist(DbContext context)
    {
        contexts.Add(context);
        Join(context);
    }

    /// <summary>Makes a context on <see cref="Connection"/>, which its owner saves and soon disposes of, write in the unit that
    /// is running now, if one is.</summary>
    public void Join(DbContext context)
    {
        // A unit is written whole or not at all: there is nothing to go back to in its middle.
        context.Database.AutoSavepointsEnabled = false;
        if (transaction is not null)
            context.Database.UseTransaction(transaction);
    }

    /// <summary>Runs <paramref name="act"/>, saves all contexts and commits; rolls back on any exception. Entities read before
    /// are forgotten, so that the act sees the rows as they are now.</summary>
    /// <exception cref="RefusedException">Kind Conflict when another transaction changed one of the rows meanwhile.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        if (IsRunning)
            return await act(stop);
        using var turn = await gate.EnterAsync(stop);
        T result;
        try
        {
            await BeginAsync(stop);
            result = await act(stop);
            await CommitAsync(stop);
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException || IsDeadlock(e))
        {
            afterCommit.Clear();
            throw new RefusedException("changedMeanwhile") { Kind = RefusalKind.Conflict };
        }
        catch
        {
            // What was rolled back must not be announced by the next unit of this scope.
            afterCommit.Clear();
            throw;
        }
        finally
        {
            await EndAsync();
        }
        foreach (var then in Committed())
            then();
        return result;
    }

    // Two units that each wait for what the other holds: the database ends one of them, which may try again.
    private static bool IsDeadlock(Exception? e) =>
        e is not null && (e is DbException { SqlState: "40P01" } || IsDeadlock(e.InnerException));

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> act, CancellationToken stop) =>
        RunAsync<object?>(
            async token =>
            {
                await act(token);
                return null;
            },
            stop
        );

    /// <summary>Writes what is pending so that queries of the same unit see it.</summary>
    public Task SaveAsync(CancellationToken stop) => SaveAsync(isLast: false, stop);

    // After the last time nobody asks any more what has changed.
    private async Task SaveAsync(bool isLast, CancellationToken stop)
    {
        foreach (var context in contexts)
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: !isLast, stop);
    }

    /// <summary>Something to do last before the commit, inside the transaction: what would make other units wait.</summary>
    public void BeforeCommit(Func<CancellationToken, Task> last) => beforeCommit.Add(last);

    /// <summary>Something to write together with everything else, once nothing else will change: costs no statement of its own
    /// where statements are sent together.</summary>
    public void WithLastSave(Func<CancellationToken, Task> write) => withLastSave.Add(write);

    /// <summary>Something to do when the unit has been committed, such as waking an alarm clock. Must not throw or wait.</summary>
    public void AfterCommit(Action then) => afterCommit.Add(then);

    private async Task BeginAsync(CancellationToken stop)
    {
        Ordinal++;
        if (Connection.State != ConnectionState.Open)
            await Connection.OpenAsync(stop);
        // Not deferred: a unit that reads first and writes later would fail when another wrote in between.
        transaction = Connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : await Connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
        foreach (var context in contexts)
        {
            context.ChangeTracker.Clear();
            context.Database.UseTransaction(transaction);
        }
    }

    private async Task CommitAsync(CancellationToken stop)
    {
        // What comes last makes others wait until the commit: where there are others, all else is written before it.
        if (beforeCommit.Count > 0 && settings.IsPostgres)
            await SaveAsync(stop);
        // What runs last may ask for more to run after it.
        for (var i = 0; i < beforeCommit.Count; i++)
            await beforeCommit[i](stop);
        foreach (var write in withLastSave)
            await write(stop);
        await SaveAsync(isLast: true, stop);
        await transaction!.CommitAsync(stop);
    }

    private async Task EndAsync()
    {
        beforeCommit.Clear();
        withLastSave.Clear();
        foreach (var context in contexts)
        {
            context.Database.UseTransaction(null);
            context.ChangeTracker.Clear();
        }
        if (transaction is null)
            return;
        await transaction.DisposeAsync();
        transaction = null;
        if (settings.IsPostgres)
            await Connection.CloseAsync();
    }

    private Action[] Committed()
    {
        var then = afterCommit.ToArray();
        afterCommit.Clear();
        return then;
    }

    public void Dispose() => settings.Return(Connection);
}
