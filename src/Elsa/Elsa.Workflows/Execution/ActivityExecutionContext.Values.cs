using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    /// <summary>Variables that were not declared by the definition but added while running.</summary>
    public ICollection<Variable> DynamicVariables { get; set; } = new List<Variable>();

    /// <summary>The variables of this scope, a dynamic one hiding a declared one of the same name.</summary>
    public IEnumerable<Variable> Variables
    {
        get
        {
            var declared = (Activity as IVariableContainer)?.Variables;
            if (declared is null or { Count: 0 })
                return DynamicVariables;
            if (DynamicVariables.Count == 0)
                return declared;
            return declared
                .Where(variable => DynamicVariables.All(hiding => hiding.Name != variable.Name))
                .Concat(DynamicVariables);
        }
    }

    public T? Get<T>(Input<T>? input) => input is null ? default : Get<T>(input.MemoryBlockReference());

    public T? Get<T>(Output<T>? output) => output is null ? default : Get<T>(output.MemoryBlockReference());

    public object? Get(Output? output) => output is null ? null : Get(output.MemoryBlockReference());

    public T? Get<T>(MemoryBlockReference blockReference) =>
        Values.To<T>(Get(blockReference), ExpressionExecutionContext);

    public object? Get(MemoryBlockReference blockReference) =>
        TryGet(blockReference, out var value)
            ? value
            : throw new InvalidOperationException(
                $"Nothing is stored under '{blockReference.Id}' in the scope of '{Activity.Id}'."
            );

    public bool TryGet(MemoryBlockReference blockReference, out object? value)
    {
        if (ExpressionExecutionContext.TryGetBlock(blockReference, out var block))
        {
            value = block.Value;
            return true;
        }
        value = (blockReference as Literal)?.Value;
        return blockReference is Literal;
    }

    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        ExpressionExecutionContext.Set(blockReference, value, configure);

    public void Set<T>(
        Output<T>? output,
        T? value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null
    ) => Set((Output?)output, value, outputName);

    public void Set(Output? output, object? value, [CallerArgumentExpression(nameof(output))] string? outputName = null)
    {
        ExpressionExecutionContext.Set(output, value);
        WorkflowExecutionContext.RecordActivityOutput(this, outputName, value);
    }

    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? Values.To<T>(value) : default;

    public T GetProperty<T>(string key, Func<T> defaultValue)
    {
        if (Properties.TryGetValue(key, out var known) && known is T already)
            return already;
        // Read back from saved state it is still JSON: from here on it is the object, so that changes to it are kept.
        var value = known is null ? defaultValue() : Values.To<T>(known)!;
        Properties[key] = value!;
        return value;
    }

    public void SetProperty<T>(string key, T? value) => Properties[key] = value!;

    public T UpdateProperty<T>(string key, Func<T?, T> updater)
        where T : notnull
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value;
        return value;
    }

    public void RemoveProperty(string key) => Properties.Remove(key);

    public T? GetMetadata<T>(string key) => Metadata.TryGetValue(key, out var value) ? Values.To<T>(value) : default;

    public T GetMetadata<T>(string key, Func<T> defaultValue)
    {
        if (Metadata.TryGetValue(key, out var known))
            return Values.To<T>(known)!;
        var value = defaultValue();
        Metadata[key] = value!;
        return value;
    }

    public void SetMetadata<T>(string key, T? value) => Metadata[key] = value!;

    public T UpdateMetadata<T>(string key, Func<T?, T> updater)
        where T : notnull
    {
        var value = updater(GetMetadata<T>(key));
        Metadata[key] = value;
        return value;
    }

    public void RemoveMetadata(string key) => Metadata.Remove(key);

    public T GetRequiredService<T>()
        where T : notnull => WorkflowExecutionContext.GetRequiredService<T>();

    public object GetRequiredService(Type serviceType) => WorkflowExecutionContext.GetRequiredService(serviceType);

    public T GetOrCreateService<T>()
        where T : notnull => WorkflowExecutionContext.GetOrCreateService<T>();

    public object GetOrCreateService(Type serviceType) => WorkflowExecutionContext.GetOrCreateService(serviceType);

    public T? GetService<T>()
        where T : notnull => WorkflowExecutionContext.GetService<T>();

    public object? GetService(Type serviceType) => WorkflowExecutionContext.GetService(serviceType);

    public IEnumerable<T> GetServices<T>()
        where T : notnull => WorkflowExecutionContext.GetServices<T>();

    /// <summary>Adds a variable to this execution alone, hiding a declared one of that name.</summary>
    internal void DeclareDynamic(Variable variable)
    {
        foreach (var hidden in DynamicVariables.Where(known => known.Name == variable.Name).ToList())
            DynamicVariables.Remove(hidden);
        DynamicVariables.Add(variable);
        ExpressionExecutionContext.Memory.Declare(variable).Value = variable.Value;
        Taint();
    }
}
