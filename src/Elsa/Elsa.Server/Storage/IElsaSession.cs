namespace Workflows.Engine;

/// <summary>
/// The engine's access to the database, one per scope. Everything the engine writes goes through
/// <see cref="WriteAsync"/>, so a host that replaces this session decides what commits together.
/// </summary>
public interface IElsaSession
{
    /// <summary>For reading, inside a write or outside.</summary>
    ElsaDb Db { get; }

    /// <summary>
    /// Runs <paramref name="act"/> in a write transaction and commits. Inside an outer write it just joins: the outermost
    /// commits. The connection of <see cref="Db"/> must be open and enlisted while <paramref name="act"/> runs.
    /// </summary>
    Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stop);

    /// <summary>Runs <paramref name="act"/> once the outermost write has committed, never if it rolls back; at once outside a write.</summary>
    void AfterCommit(Action act);
}
