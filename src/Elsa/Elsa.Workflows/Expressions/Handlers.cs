using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.JavaScript.Contracts;
using Elsa.Expressions.Liquid.Contracts;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Expressions;

/// <summary>A value as it was typed.</summary>
internal sealed class LiteralHandler(IWellKnownTypeRegistry types) : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    ) =>
        new(
            Typed(expression.Value)
                .ConvertTo(returnType, Strictness.For(context) with { WellKnownTypeRegistry = types })
        );

    // As in Elsa, where an author's JSON is text; what asks for a list or an object reads it.
    private static object? Typed(object? value) =>
        value is JsonElement { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json
            ? json.GetRawText()
            : value;
}

/// <summary>An object or list typed as JSON.</summary>
internal sealed class ObjectHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    )
    {
        var text = expression.Value.ConvertTo<string>();
        return new(string.IsNullOrWhiteSpace(text) ? null : text.ConvertTo(returnType, Strictness.For(context)));
    }
}

/// <summary>A function in code.</summary>
internal sealed class DelegateHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    ) =>
        expression.Value is Func<ExpressionExecutionContext, ValueTask<object?>> function
            ? function(context)
            : new((object?)null);
}

/// <summary>A variable's value, by its id; by its name where a definition gives no id that is known here.</summary>
internal sealed class VariableHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    )
    {
        if (expression.Value is not Variable variable)
            return new((object?)null);
        if (variable.Id is not null && context.TryGetBlock(variable, out var block))
            return new(block.Value);
        var found = context.FindVariableBlock(variable.Name);
        return found is not null
            ? new(found.Value)
            : throw new ScriptException("Variable", EngineTexts.Say("noVariable", variable.Name ?? variable.Id ?? ""));
    }
}

/// <summary>An input of the workflow.</summary>
internal sealed class InputHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    ) => new(expression.Value is InputDefinition input ? context.GetInput(input.Name) : null);
}

/// <summary>A script.</summary>
internal sealed class JavaScriptHandler(IJavaScriptEvaluator evaluator) : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    )
    {
        var script = expression.Value.ConvertTo<string>() ?? "";
        return await evaluator.EvaluateAsync(
            script,
            returnType,
            context,
            options,
            cancellationToken: context.CancellationToken
        );
    }
}

/// <summary>A template.</summary>
internal sealed class LiquidHandler(ILiquidTemplateManager templates) : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions options
    )
    {
        var template = expression.Value.ConvertTo<string>() ?? "";
        var text = await templates.RenderAsync(template, context, context.CancellationToken);
        return text.ConvertTo(returnType, Strictness.For(context));
    }
}
