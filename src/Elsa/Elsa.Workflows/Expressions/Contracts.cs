using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Elsa.Expressions.Models;

namespace Elsa.Expressions.Contracts
{
    /// <summary>Evaluates an expression of any registered language; a failure is an exception, never a silent null.</summary>
    public interface IExpressionEvaluator
    {
        ValueTask<T?> EvaluateAsync<T>(
            Expression expression,
            ExpressionExecutionContext context,
            ExpressionEvaluatorOptions? options = null
        );

        ValueTask<object?> EvaluateAsync(
            Expression expression,
            Type returnType,
            ExpressionExecutionContext context,
            ExpressionEvaluatorOptions? options = null
        );
    }

    /// <summary>Evaluates the expressions of one language.</summary>
    public interface IExpressionHandler
    {
        ValueTask<object?> EvaluateAsync(
            Expression expression,
            Type returnType,
            ExpressionExecutionContext context,
            ExpressionEvaluatorOptions options
        );
    }

    /// <summary>Offers languages.</summary>
    public interface IExpressionDescriptorProvider
    {
        IEnumerable<ExpressionDescriptor> GetDescriptors();
    }

    /// <summary>The languages there are.</summary>
    public interface IExpressionDescriptorRegistry
    {
        void Add(ExpressionDescriptor descriptor);

        void AddRange(IEnumerable<ExpressionDescriptor> descriptors);

        IEnumerable<ExpressionDescriptor> ListAll();

        ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate);

        ExpressionDescriptor? Find(string type);
    }

    /// <summary>Short names of CLR types, as definitions write them.</summary>
    public interface IWellKnownTypeRegistry
    {
        void RegisterType(Type type, string alias);

        bool TryGetAlias(Type type, [MaybeNullWhen(false)] out string alias);

        bool TryGetType(string alias, [MaybeNullWhen(false)] out Type type);

        IEnumerable<Type> ListTypes();
    }
}

namespace Elsa.Expressions.Models
{
    /// <summary>A language: how its expressions are shown, stored and evaluated.</summary>
    public class ExpressionDescriptor
    {
        public string Type { get; init; } = null!;

        public string DisplayName { get; set; } = null!;

        public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

        public bool IsSerializable { get; set; } = true;

        public bool IsBrowsable { get; set; } = true;

        public Func<IServiceProvider, Contracts.IExpressionHandler> HandlerFactory { get; set; } = null!;

        public Func<MemoryBlockReference> MemoryBlockReferenceFactory { get; set; } = () => new MemoryBlockReference();

        public Func<ExpressionSerializationContext, Expression> Deserialize { get; set; } =
            static json => new Expression(
                json.ExpressionType,
                json.JsonElement.ValueKind == JsonValueKind.Object
                && json.JsonElement.TryGetProperty("value", out var value)
                    ? value
                    : null
            );
    }

    /// <summary>The JSON from which an expression is read.</summary>
    public record ExpressionSerializationContext(
        string ExpressionType,
        JsonElement JsonElement,
        JsonSerializerOptions Options,
        Type MemoryBlockType
    );

    /// <summary>Values that an expression sees besides those of its scope.</summary>
    public class ExpressionEvaluatorOptions
    {
        public static readonly ExpressionEvaluatorOptions Empty = new();

        public IDictionary<string, object> Arguments { get; set; } = new Dictionary<string, object>();
    }
}
