using Elsa.Expressions.Models;
using Jint;

namespace Elsa.Expressions.JavaScript.Contracts;

/// <summary>Runs a script in a sandbox of its own and converts what it returns.</summary>
public interface IJavaScriptEvaluator
{
    Task<object?> EvaluateAsync(
        string expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions? options = null,
        Action<Engine>? configureEngine = null,
        CancellationToken cancellationToken = default
    );
}
