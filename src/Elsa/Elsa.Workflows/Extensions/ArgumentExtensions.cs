using System.Runtime.CompilerServices;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>Reading inputs.</summary>
public static class InputExtensions
{
    public static T Get<T>(
        this Input<T>? input,
        ActivityExecutionContext context,
        [CallerArgumentExpression(nameof(input))] string? inputName = null
    ) => context.Get(input) ?? throw new InvalidOperationException($"{inputName} is required.");

    public static T Get<T>(
        this Input<T>? input,
        ExpressionExecutionContext context,
        [CallerArgumentExpression(nameof(input))] string? inputName = null
    ) => context.Get(input) ?? throw new InvalidOperationException($"{inputName} is required.");

    public static T? GetOrDefault<T>(
        this Input<T>? input,
        ActivityExecutionContext context,
        Func<T>? defaultValue = null
    ) => OrDefault(context.Get(input), defaultValue);

    public static T? GetOrDefault<T>(
        this Input<T>? input,
        ExpressionExecutionContext context,
        Func<T>? defaultValue = null
    ) => OrDefault(context.Get(input), defaultValue);

    private static T? OrDefault<T>(T? value, Func<T>? defaultValue) =>
        value is not null ? value
        : defaultValue is not null ? defaultValue()
        : default;
}

/// <summary>Writing outputs.</summary>
public static class OutputExtensions
{
    public static Input<T> CreateInput<T>(this Output output) => new(output);

    public static void Set<T>(
        this Output<T>? output,
        ActivityExecutionContext context,
        T? value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null
    ) => context.Set(output, value, outputName);

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, T? value) =>
        context.Set(output, value);

    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, Variable<T> value) =>
        context.Set(output, value.Get(context));

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, Variable<T> value) =>
        context.Set(output, value.Get(context));

    /// <summary>Whether anything stands at the place the output is put in.</summary>
    public static bool HasTarget(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { } reference
        && context.ExpressionExecutionContext.TryGetBlock(reference, out _);

    public static Type? GetTargetType(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { } reference
        && context.ExpressionExecutionContext.TryGetBlock(reference, out var block)
        && block.Metadata is VariableBlockMetadata { Variable: var variable }
            ? variable.GetType().GenericTypeArguments.FirstOrDefault()
            : null;

    public static object? ParseValue(this Output output, object? value) =>
        VariableExtensions.ParseValue(output.GetType(), value);
}

/// <summary>Describing and reading variables.</summary>
public static class VariableExtensions
{
    public static Variable WithWorkflowStorage(this Variable variable) =>
        variable.WithStorage<WorkflowInstanceStorageDriver>();

    public static Variable<T> WithWorkflowStorage<T>(this Variable<T> variable) =>
        (Variable<T>)variable.WithStorage<WorkflowInstanceStorageDriver>();

    public static Variable WithMemoryStorage(this Variable variable) => variable.WithStorage<MemoryStorageDriver>();

    public static Variable<T> WithMemoryStorage<T>(this Variable<T> variable) =>
        (Variable<T>)variable.WithStorage<MemoryStorageDriver>();

    public static Variable WithStorage<T>(this Variable variable) => variable.WithStorage(typeof(T));

    public static Variable WithStorage(this Variable variable, Type storageDriverType)
    {
        variable.StorageDriverType = storageDriverType;
        return variable;
    }

    public static void Set(this Variable variable, ActivityExecutionContext context, object? value) =>
        variable.Set(context.ExpressionExecutionContext, variable.ParseValue(value));

    public static Type GetVariableType(this Variable variable) =>
        variable.GetType().GenericTypeArguments.FirstOrDefault() ?? typeof(object);

    public static object? ParseValue(this Variable variable, object? value) => ParseValue(variable.GetType(), value);

    /// <summary>Turns a value into the argument of a generic type such as <see cref="Variable{T}"/>.</summary>
    public static object? ParseValue(Type type, object? value) =>
        type.GenericTypeArguments.FirstOrDefault() is { } target ? Values.To(value, target) : value;

    /// <summary>Unlike <see cref="ParseValue(Variable, object?)"/> this refuses what does not fit: somebody typed it.</summary>
    public static bool TryParseValue(this Variable variable, object? value, out object? parsedValue)
    {
        var parsed = value.TryConvertTo(variable.GetVariableType());
        parsedValue = parsed.ValueOrDefault;
        return parsed.IsSuccess;
    }
}

/// <summary>Reading and writing blocks from an activity's scope.</summary>
public static class MemoryBlockReferenceExtensions
{
    public static object? Get(this MemoryBlockReference reference, ActivityExecutionContext context) =>
        context.Get(reference);

    public static T? Get<T>(this MemoryBlockReference reference, ActivityExecutionContext context) =>
        context.Get<T>(reference);

    public static object? Get(this ActivityExecutionContext context, string blockId) =>
        context.ExpressionExecutionContext.Get(blockId);

    public static object? Get(this ExpressionExecutionContext context, string blockId) =>
        context.Get(new MemoryBlockReference(blockId));

    public static MemoryBlock GetBlock(this MemoryBlockReference reference, ExpressionExecutionContext context) =>
        context.GetBlock(reference);

    public static void Set(this MemoryBlockReference reference, ActivityExecutionContext context, object? value) =>
        context.Set(reference, value);
}
