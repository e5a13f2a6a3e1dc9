using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Elsa.Extensions;
using Workflows.Engine;

namespace Elsa.Workflows
{
    /// <summary>Finds drivers.</summary>
    public interface IStorageDriverManager
    {
        IStorageDriver? Get(Type? type);

        IEnumerable<IStorageDriver> List();
    }

    /// <inheritdoc />
    public class StorageDriverManager(IEnumerable<IStorageDriver> drivers) : IStorageDriverManager
    {
        private readonly Dictionary<Type, IStorageDriver> _byType = drivers
            .DistinctBy(driver => driver.GetType())
            .ToDictionary(driver => driver.GetType());

        public IStorageDriver? Get(Type? type) => type is null ? null : _byType.GetValueOrDefault(type);

        public IEnumerable<IStorageDriver> List() => _byType.Values.OrderBy(driver => driver.Priority);
    }

    /// <summary>Keeps a variable with the instance's own state.</summary>
    [Display(Name = "Workflow Instance")]
    public class WorkflowInstanceStorageDriver : IStorageDriver
    {
        public const string VariablesDictionaryStateKey = "Variables";

        private readonly IPayloadSerializer _serializer;

        public WorkflowInstanceStorageDriver(
            IPayloadSerializer payloadSerializer,
            Microsoft.Extensions.Logging.ILogger<WorkflowInstanceStorageDriver> logger
        ) => _serializer = payloadSerializer;

        public double Priority => 5;

        public IEnumerable<string> Tags => [];

        // Written as JSON at once: what cannot be saved must fail here, where its name is known.
        public ValueTask WriteAsync(string id, object value, StorageDriverContext context)
        {
            Slots(context)[id] = JsonSerializer.SerializeToElement(value, _serializer.GetOptions());
            return ValueTask.CompletedTask;
        }

        public ValueTask<object?> ReadAsync(string id, StorageDriverContext context)
        {
            TryRead(id, context, out var value);
            return new(value);
        }

        public ValueTask DeleteAsync(string id, StorageDriverContext context)
        {
            if (context.ExecutionContext.Properties.ContainsKey(VariablesDictionaryStateKey))
                Slots(context).Remove(id);
            return ValueTask.CompletedTask;
        }

        /// <summary>A variable that was emptied must not have its default again.</summary>
        internal void WriteNull(string id, StorageDriverContext context) => Slots(context)[id] = null!;

        internal bool TryRead(string id, StorageDriverContext context, out object? value)
        {
            var found = Slots(context).TryGetValue(id, out var saved);
            value = SavedValues.Read(saved, context.Variable.GetVariableType(), _serializer.GetOptions());
            return found;
        }

        private static IDictionary<string, object> Slots(StorageDriverContext context)
        {
            var properties = context.ExecutionContext.Properties;
            if (
                properties.TryGetValue(VariablesDictionaryStateKey, out var known)
                && known is IDictionary<string, object> slots
            )
                return slots;
            var created = new Dictionary<string, object>();
            properties[VariablesDictionaryStateKey] = created;
            return created;
        }
    }

    /// <summary>
    /// Keeps a variable nowhere but in memory: when the instance goes on after a pause, the variable has its default again.
    /// </summary>
    [Display(Name = "Memory")]
    public class MemoryStorageDriver : IStorageDriver
    {
        public double Priority => 0;

        public IEnumerable<string> Tags => [];

        public ValueTask WriteAsync(string id, object value, StorageDriverContext context) => ValueTask.CompletedTask;

        public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) => new((object?)null);

        public ValueTask DeleteAsync(string id, StorageDriverContext context) => ValueTask.CompletedTask;
    }
}

namespace Elsa.Workflows.Services
{
    /// <summary>The name under which definitions from before 3.3 have the same.</summary>
    internal sealed class WorkflowStorageDriver(
        IPayloadSerializer payloadSerializer,
        Microsoft.Extensions.Logging.ILogger<WorkflowInstanceStorageDriver> logger
    ) : WorkflowInstanceStorageDriver(payloadSerializer, logger);
}
