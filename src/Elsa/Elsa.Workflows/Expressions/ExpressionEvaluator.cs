using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;

namespace Workflows.Engine.Expressions;

/// <inheritdoc />
internal sealed class ExpressionEvaluator(IExpressionDescriptorRegistry languages, IServiceProvider services)
    : IExpressionEvaluator
{
    public async ValueTask<T?> EvaluateAsync<T>(
        Expression expression,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions? options = null
    ) => await EvaluateAsync(expression, typeof(T), context, options) is T value ? value : default;

    public ValueTask<object?> EvaluateAsync(
        Expression expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions? options = null
    )
    {
        var language =
            languages.Find(expression.Type)
            ?? throw new ScriptException(expression.Type ?? "?", "there is no such expression language here.");
        var handler = language.HandlerFactory(services);
        return handler.EvaluateAsync(expression, returnType, context, options ?? ExpressionEvaluatorOptions.Empty);
    }
}
