using Elsa.Workflows.Memory;

namespace Elsa.Workflows;

/// <summary>Keeps the values of variables between bursts.</summary>
public interface IStorageDriver
{
    /// <summary>Decides the order in which drivers are offered.</summary>
    double Priority { get; }

    IEnumerable<string> Tags { get; }

    ValueTask WriteAsync(string id, object value, StorageDriverContext context);

    ValueTask<object?> ReadAsync(string id, StorageDriverContext context);

    ValueTask DeleteAsync(string id, StorageDriverContext context);
}

/// <summary>Whose variable a driver is asked to keep.</summary>
public record StorageDriverContext(
    IExecutionContext ExecutionContext,
    Variable Variable,
    CancellationToken CancellationToken
);
