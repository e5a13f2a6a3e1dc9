using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Expressions.Models;

/// <summary>
/// What an expression sees: the blocks of its own scope, then those of every scope around it, and the services.
/// </summary>
public class ExpressionExecutionContext(
    IServiceProvider serviceProvider,
    MemoryRegister memory,
    ExpressionExecutionContext? parentContext = null,
    IDictionary<object, object>? transientProperties = null,
    Action? onChange = null,
    CancellationToken cancellationToken = default
)
{
    private IDictionary<object, object>? _transientProperties = transientProperties;

    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    public MemoryRegister Memory { get; } = memory;

    public ExpressionExecutionContext? ParentContext { get; set; } = parentContext;

    public IDictionary<object, object> TransientProperties
    {
        get => _transientProperties ??= new Dictionary<object, object>();
        set => _transientProperties = value;
    }

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public object? Get(Func<MemoryBlockReference> blockReference) => Get(blockReference());

    public object? Get(MemoryBlockReference blockReference) => GetBlock(blockReference).Value;

    public T? Get<T>(Func<MemoryBlockReference> blockReference) => Get<T>(blockReference());

    public T? Get<T>(MemoryBlockReference blockReference) => Values.To<T>(Get(blockReference));

    public bool TryGet(MemoryBlockReference blockReference, out object? value)
    {
        var found = TryGetBlock(blockReference, out var block);
        value = block?.Value;
        return found;
    }

    public MemoryBlock GetBlock(Func<MemoryBlockReference> blockReference) => GetBlock(blockReference());

    public MemoryBlock GetBlock(MemoryBlockReference blockReference) =>
        TryGetBlock(blockReference, out var block)
            ? block
            : throw new InvalidOperationException($"Nothing is stored under '{blockReference.Id}' in this scope.");

    public bool TryGetBlock(MemoryBlockReference blockReference, [MaybeNullWhen(false)] out MemoryBlock block)
    {
        block = null;
        if (blockReference.Id is not { } id)
            return false;
        for (var scope = this; scope is not null; scope = scope.ParentContext)
        {
            if (scope.Memory.TryGetBlock(id, out block))
                return true;
        }
        return false;
    }

    public void Set(Func<MemoryBlockReference> blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        Set(blockReference(), value, configure);

    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = TryGetBlock(blockReference, out var known) ? known : Memory.Declare(blockReference);
        block.Value = value;
        configure?.Invoke(block);
        onChange?.Invoke();
    }

    public T GetRequiredService<T>()
        where T : notnull => ServiceProvider.GetRequiredService<T>();
}
