using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;

namespace Workflows.Engine.Expressions;

/// <summary>
/// What becomes of a value that does not fit the input it is for. Elsa's own activities take the type's default, as
/// in Elsa: a text that is no truth value counts as false. The activities that a host adds decide about people and
/// money, and an amount that is no number must not become 0: there it is an incident.
/// </summary>
internal static class Strictness
{
    private static readonly ObjectConverterOptions Strict = new(StrictMode: true);

    /// <summary>What does not fit becomes the type's default.</summary>
    public static readonly ObjectConverterOptions Lenient = new(StrictMode: false);

    public static ObjectConverterOptions For(ExpressionExecutionContext context) => IsHosts(context) ? Strict : Lenient;

    private static bool IsHosts(ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var execution)
        && execution.Activity.GetType().Namespace?.StartsWith("Elsa.", StringComparison.Ordinal) != true;
}
