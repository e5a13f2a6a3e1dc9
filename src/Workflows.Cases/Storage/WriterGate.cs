namespace Workflows.Cases.Storage;

/// <summary>SQLite has one writer at a time. Waiting here, in order of arrival, costs nothing; waiting inside SQLite is a
/// spin of busy-retries. On PostgreSQL everybody passes.</summary>
public sealed class WriterGate(DatabaseSettings settings) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for the turn; disposing the result passes it on.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken stop)
    {
        if (settings.IsPostgres)
            return Pass.Free;
        await gate.WaitAsync(stop);
        return new Pass(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Pass(SemaphoreSlim? gate) : IDisposable
    {
        public static readonly Pass Free = new(null);

        public void Dispose() => gate?.Release();
    }
}
