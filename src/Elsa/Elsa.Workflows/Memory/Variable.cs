using Elsa.Expressions.Models;
using Workflows.Engine;

namespace Elsa.Workflows.Memory;

/// <summary>
/// A named value of a workflow or container. <see cref="Value"/> is only its default: the value of a run is in that
/// run's memory.
/// </summary>
public class Variable : MemoryBlockReference
{
    public Variable() { }

    public Variable(string name)
    {
        Name = name;
        Id = VariableIds.FromName(name);
    }

    public Variable(string name, object? value = null)
        : this(name) => Value = value;

    public Variable(string name, object? value = null, string? id = null)
        : this(name, value)
    {
        if (id is not null)
            Id = id;
    }

    public string Name { get; set; } = null!;

    public object? Value { get; set; }

    /// <summary>Where the value is kept between bursts; null: nowhere, it lasts as long as the run is in memory.</summary>
    public Type? StorageDriverType { get; set; }

    public override MemoryBlock Declare() => new(Value, new VariableBlockMetadata(this, StorageDriverType, false));
}

/// <inheritdoc />
public class Variable<T> : Variable
{
    public Variable() { }

    public Variable(string name, T value)
        : base(name, value) { }

    public Variable(string name, T value, string? id = null)
        : base(name, value, id) { }

    public T? Get(ActivityExecutionContext context) => Get(context.ExpressionExecutionContext);

    public new T? Get(ExpressionExecutionContext context) => Values.To<T>(context.Get(this));

    public Variable<T> WithStorageDriver<TDriver>()
        where TDriver : IStorageDriver
    {
        StorageDriverType = typeof(TDriver);
        return this;
    }

    public Variable<T> WithId(string id)
    {
        Id = id;
        return this;
    }

    public Variable<T> WithName(string name)
    {
        Name = name;
        return this;
    }

    public Variable<T> WithValue(T value)
    {
        Value = value;
        return this;
    }
}

/// <summary>Marks a block as holding a variable's value.</summary>
public record VariableBlockMetadata(Variable Variable, Type? StorageDriverType, bool IsInitialized);

internal static class VariableIds
{
    public static string FromName(string? name) =>
        string.IsNullOrEmpty(name) ? "UnnamedVariable" : char.ToLowerInvariant(name[0]) + name[1..] + "Variable";
}
