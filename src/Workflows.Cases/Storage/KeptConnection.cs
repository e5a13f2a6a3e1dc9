using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Cases.Storage;

/// <summary>A connection to SQLite that keeps what it has prepared, by text. Every command of EF Core is a new object; without
/// this each would be parsed and planned anew.</summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Texts beyond this are a sign that values stand in them: all is forgotten and begins anew.</summary>
    private const int Most = 500;

    /// <summary>A text seen once maps to null: what runs only once, such as a migration, is never prepared ahead.</summary>
    private readonly Dictionary<string, Stack<SqliteCommand>?> prepared = new(StringComparer.Ordinal);

    /// <summary>Whether no transaction was left open.</summary>
    public bool IsClean => State == ConnectionState.Open && raw.sqlite3_get_autocommit(Handle) != 0;

    public override SqliteCommand CreateCommand() =>
        new KeptCommand(this) { Transaction = Transaction, CommandTimeout = DefaultTimeout };

    /// <summary>A prepared command for the text; null the first time.</summary>
    internal SqliteCommand? Take(string text)
    {
        if (!prepared.TryGetValue(text, out var free))
        {
            if (prepared.Count >= Most)
                Forget();
            prepared[text] = null;
            return null;
        }
        if (free is not null && free.TryPop(out var command))
            return command;
        command = new SqliteCommand(text, this);
        command.Prepare();
        return command;
    }

    internal void PutBack(SqliteCommand command)
    {
        if (!prepared.TryGetValue(command.CommandText, out var free))
            command.Dispose();
        else if (free is null)
            prepared[command.CommandText] = new Stack<SqliteCommand>([command]);
        else
            free.Push(command);
    }

    private void Forget()
    {
        foreach (var command in prepared.Values.OfType<Stack<SqliteCommand>>().SelectMany(free => free))
            command.Dispose();
        prepared.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Forget();
        base.Dispose(disposing);
    }
}

/// <summary>A command that runs as one which its connection has prepared before.</summary>
internal sealed class KeptCommand : SqliteCommand
{
    private readonly KeptConnection kept;
    private SqliteCommand? inner;
    private SqliteDataReader? reader;

    public KeptCommand(KeptConnection kept)
    {
        this.kept = kept;
        Connection = kept;
    }

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        GiveBack();
        inner = kept.Take(CommandText);
        if (inner is null)
            return base.ExecuteReader(behavior);
        inner.Transaction = Transaction;
        inner.CommandTimeout = CommandTimeout;
        foreach (SqliteParameter parameter in Parameters)
            inner.Parameters.Add(parameter);
        return reader = inner.ExecuteReader(behavior);
    }

    // One that failed, or is still being read, is in no state to run again.
    private void GiveBack()
    {
        if (inner is null)
            return;
        inner.Parameters.Clear();
        inner.Transaction = null;
        if (reader is { IsClosed: true })
            kept.PutBack(inner);
        else
            inner.Dispose();
        (inner, reader) = (null, null);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }
}
