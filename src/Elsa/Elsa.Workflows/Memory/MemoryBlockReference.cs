using Workflows.Engine;

namespace Elsa.Expressions.Models;

/// <summary>
/// Names a <see cref="MemoryBlock"/> without holding it. References belong to the definition and are shared by all runs;
/// the blocks belong to one run and are found through its registers.
/// </summary>
public class MemoryBlockReference
{
    public MemoryBlockReference() { }

    public MemoryBlockReference(string id) => Id = id;

    public string Id { get; set; } = null!;

    public virtual MemoryBlock Declare() => new();

    public bool IsDefined(MemoryRegister register) => Id is not null && register.HasBlock(Id);

    public MemoryBlock GetBlock(MemoryRegister memoryRegister) => memoryRegister.Declare(this);

    public object? Get(MemoryRegister memoryRegister) => GetBlock(memoryRegister).Value;

    public T? Get<T>(MemoryRegister memoryRegister) => Values.To<T>(Get(memoryRegister));

    public object? Get(ExpressionExecutionContext context) => context.Get(this);

    public T? Get<T>(ExpressionExecutionContext context) => Values.To<T>(Get(context));

    public bool TryGet(ExpressionExecutionContext context, out object? value) => context.TryGet(this, out value);

    public void Set(MemoryRegister memoryRegister, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = GetBlock(memoryRegister);
        block.Value = value;
        configure?.Invoke(block);
    }

    public void Set(ExpressionExecutionContext context, object? value, Action<MemoryBlock>? configure = null) =>
        context.Set(this, value, configure);
}

/// <summary>A reference whose block holds a <typeparamref name="T"/>.</summary>
public class MemoryBlockReference<T> : MemoryBlockReference;
