using System.Linq.Expressions;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>Evaluating the inputs of an activity.</summary>
public static partial class ActivityExecutionContextExtensions
{
    private static readonly object EvaluatedKey = new();

    /// <summary>Whether the inputs have been evaluated in this burst.</summary>
    public static bool GetHasEvaluatedProperties(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.TransientProperties.ContainsKey(EvaluatedKey);

    public static void SetHasEvaluatedProperties(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.TransientProperties[EvaluatedKey] = true;

    public static async Task EvaluateInputPropertiesAsync(this ActivityExecutionContext context)
    {
        foreach (var input in context.ActivityDescriptor.Inputs)
        {
            if (input.AutoEvaluate)
                await EvaluateAsync(context, input);
        }
        context.SetHasEvaluatedProperties();
    }

    public static async Task<T?> EvaluateInputPropertyAsync<TActivity, T>(
        this ActivityExecutionContext context,
        Expression<Func<TActivity, Input<T>>> propertyExpression
    ) =>
        Values.To<T>(await context.EvaluateInputPropertyAsync(((MemberExpression)propertyExpression.Body).Member.Name));

    public static Task<object?> EvaluateInputPropertyAsync(this ActivityExecutionContext context, string inputName)
    {
        var input =
            context.ActivityDescriptor.Inputs.FirstOrDefault(known => known.Name == inputName)
            ?? throw new InvalidOperationException($"The activity '{context.Activity.Id}' has no input '{inputName}'.");
        return EvaluateAsync(context, input);
    }

    public static async Task<T?> EvaluateAsync<T>(this ActivityExecutionContext context, Input<T> input)
    {
        var value = input.Expression is null
            ? context.Get(input.MemoryBlockReference())
            : await ComputeAsync(context, input);
        Remember(context, input, value);
        return Values.To<T>(value);
    }

    /// <summary>Parents that resume with a child need their inputs again: values are not kept between bursts.</summary>
    internal static async ValueTask RefreshInputsAsync(this ActivityExecutionContext context)
    {
        if (!context.GetHasEvaluatedProperties())
            await context.EvaluateInputPropertiesAsync();
    }

    /// <summary>Composites around the activity offer their inputs to it.</summary>
    internal static async ValueTask RefreshComposites(this ActivityExecutionContext context)
    {
        for (
            var around = context.ParentActivityExecutionContext;
            around is not null;
            around = around.ParentActivityExecutionContext
        )
        {
            if (around.Activity is Composite)
                await around.RefreshInputsAsync();
        }
    }

    private static async Task<object?> EvaluateAsync(ActivityExecutionContext context, InputDescriptor descriptor)
    {
        object? value;
        try
        {
            value = descriptor.IsWrapped
                ? await EvaluateWrappedAsync(context, descriptor)
                : descriptor.ValueGetter(context.Activity);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InputEvaluationException(
                descriptor.Name,
                $"Failed to evaluate activity input '{descriptor.Name}': {e.Message}",
                e
            );
        }
        if (!descriptor.IsSensitive && descriptor.IsSerializable != false)
            context.ActivityState[descriptor.Name] = value!;
        return value;
    }

    private static async ValueTask<object?> EvaluateWrappedAsync(
        ActivityExecutionContext context,
        InputDescriptor descriptor
    )
    {
        if (descriptor.ValueGetter(context.Activity) is not Input input)
            return descriptor.DefaultValue;
        var value = input.Expression is null ? descriptor.DefaultValue : await ComputeAsync(context, input);
        Remember(context, input, value);
        return value;
    }

    private static ValueTask<object?> ComputeAsync(ActivityExecutionContext context, Input input) =>
        context
            .GetRequiredService<IExpressionEvaluator>()
            .EvaluateAsync(input.Expression!, input.Type, context.ExpressionExecutionContext);

    // An input that reads a variable shares the variable's place: there is nothing to put there.
    private static void Remember(ActivityExecutionContext context, Input input, object? value)
    {
        var reference = input.MemoryBlockReference();
        if (reference?.Id is null || reference == input.Expression?.Value)
            return;
        context.ExpressionExecutionContext.Memory.Declare(reference).Value = value;
    }
}
