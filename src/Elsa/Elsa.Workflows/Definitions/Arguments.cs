using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Models;

/// <summary>An input or output, tied to a place in memory.</summary>
public abstract class Argument
{
    protected Argument() { }

    protected Argument(MemoryBlockReference memoryBlockReference)
        : this(() => memoryBlockReference) { }

    protected Argument(Func<MemoryBlockReference> memoryBlockReference) => MemoryBlockReference = memoryBlockReference;

    [JsonIgnore]
    public Func<MemoryBlockReference> MemoryBlockReference { get; set; } = null!;
}

/// <summary>What an activity is given: an expression, evaluated once before the activity runs.</summary>
public abstract class Input : Argument
{
    protected Input(MemoryBlockReference memoryBlockReference, Type type)
        : base(memoryBlockReference) => Type = type;

    protected Input(Expression? expression, MemoryBlockReference memoryBlockReference, Type type)
        : this(memoryBlockReference, type) => Expression = expression;

    public Expression? Expression { get; }

    [JsonPropertyName("typeName")]
    public Type Type { get; set; }
}

/// <inheritdoc />
public class Input<T> : Input
{
    public Input(MemoryBlockReference memoryBlockReference)
        : base(memoryBlockReference, typeof(T)) { }

    public Input(T literal, string? id = null)
        : this(new Literal<T>(literal, id)) { }

    public Input(Func<T> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!)) { }

    public Input(Func<ExpressionExecutionContext, ValueTask<T?>> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!)) { }

    public Input(Func<ValueTask<T?>> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!)) { }

    public Input(Func<ExpressionExecutionContext, T> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!)) { }

    public Input(Variable variable)
        : base(new Expression("Variable", variable), variable, typeof(T)) { }

    public Input(Output output)
        : base(new Expression("Output", output), output.MemoryBlockReference(), typeof(T)) { }

    public Input(Literal<T> literal)
        : base(Expression.LiteralExpression(literal.Value), literal, typeof(T)) { }

    public Input(Literal literal)
        : base(Expression.LiteralExpression(literal.Value), literal, typeof(T)) { }

    public Input(ObjectLiteral<T> literal)
        : base(Expression.LiteralExpression(literal.Value), literal, typeof(T)) { }

    public Input(ObjectLiteral literal)
        : base(Expression.LiteralExpression(literal.Value), literal, typeof(T)) { }

    public Input(Expression expression, MemoryBlockReference memoryBlockReference)
        : base(expression, memoryBlockReference, typeof(T)) { }

    public Input(Expression expression)
        : this(expression, new MemoryBlockReference()) { }
}

/// <summary>What an activity yields, and where it is put.</summary>
public class Output : Argument
{
    public Output()
        : base(new MemoryBlockReference()) { }

    public Output(MemoryBlockReference memoryBlockReference)
        : base(memoryBlockReference) { }

    public Output(Func<MemoryBlockReference> memoryBlockReference)
        : base(memoryBlockReference) { }

    public OutputConverterConfiguration? Converter { get; set; }
}

/// <inheritdoc />
public class Output<T> : Output
{
    public Output() { }

    public Output(MemoryBlockReference memoryBlockReference)
        : base(memoryBlockReference) { }

    public Output(Func<MemoryBlockReference> memoryBlockReference)
        : base(memoryBlockReference) { }
}

/// <summary>Which converter stands between an activity's result and the variable it is put in.</summary>
public sealed record OutputConverterConfiguration
{
    public OutputConverterConfiguration(string id, JsonElement? settings = null)
    {
        Id = id;
        Settings = settings?.Clone();
    }

    public string Id { get; }

    public JsonElement? Settings { get; }
}
