using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Engine;

/// <summary>
/// The few statements that every burst needs, without change tracking: at this rate EF's per-entity work costs more than
/// the database. Statements of one burst are collected and sent together: one round trip where the driver can batch.
/// </summary>
internal sealed class Sql(ElsaDb db)
{
    private readonly List<Statement> _pending = [];

    public bool IsSqlite { get; } = db is SqliteElsaDb;

    /// <summary>Queues a statement. Where <paramref name="mustHit"/>, one row must be affected.</summary>
    public void Add(string text, bool mustHit, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        _pending.Add(new Statement(text, mustHit, parameters.ToArray()));

    /// <exception cref="DbUpdateConcurrencyException">A statement that must hit a row hit none.</exception>
    public async Task SendAsync(CancellationToken stop)
    {
        if (_pending.Count == 0)
            return;
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch && _pending.Count > 1)
            await SendBatchAsync(connection, transaction, stop);
        else
            await SendOneByOneAsync(connection, transaction, stop);
        _pending.Clear();
    }

    public async Task<T?> ReadOneAsync<T>(
        string text,
        Func<DbDataReader, T> read,
        CancellationToken stop,
        params (string Name, object? Value)[] parameters
    )
        where T : class
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = connection.CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = text;
            foreach (var (name, value) in parameters)
                Bind(command.CreateParameter(), command.Parameters, name, value);
            await using var reader = await command.ExecuteReaderAsync(stop);
            return await reader.ReadAsync(stop) ? read(reader) : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Reads a time as the provider keeps it.</summary>
    public DateTimeOffset Time(DbDataReader row, int column) =>
        IsSqlite
            ? new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero)
            : row.GetFieldValue<DateTimeOffset>(column).ToUniversalTime();

    private async Task SendBatchAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in _pending)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Text;
            foreach (var (name, value) in statement.Parameters)
                Bind(command.CreateParameter(), command.Parameters, name, value);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(stop);
        for (var i = 0; i < _pending.Count; i++)
            Check(_pending[i], batch.BatchCommands[i].RecordsAffected);
    }

    private async Task SendOneByOneAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        foreach (var statement in _pending)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement.Text;
            foreach (var (name, value) in statement.Parameters)
                Bind(command.CreateParameter(), command.Parameters, name, value);
            Check(statement, await command.ExecuteNonQueryAsync(stop));
        }
    }

    private void Bind(DbParameter parameter, DbParameterCollection parameters, string name, object? value)
    {
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTimeOffset time => IsSqlite ? time.UtcTicks : time.ToUniversalTime(),
            _ => value,
        };
        parameters.Add(parameter);
    }

    private static void Check(Statement statement, int affected)
    {
        if (statement.MustHit && affected != 1)
            throw new DbUpdateConcurrencyException("The instance was changed by another meanwhile.");
    }

    private sealed record Statement(string Text, bool MustHit, (string Name, object? Value)[] Parameters);
}
