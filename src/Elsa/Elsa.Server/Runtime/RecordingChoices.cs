using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows;

namespace Workflows.Engine;

/// <summary>
/// Computes the choices of what is recorded that authors have written as expressions, for the activities that a burst
/// has touched. One that cannot be computed keeps out what it is about: it may have been written to keep a secret.
/// </summary>
internal sealed class RecordingChoices(IExpressionEvaluator evaluator)
{
    private static readonly object Key = new();

    public async Task ComputeAsync(WorkflowExecutionContext run)
    {
        foreach (var context in run.ActivityExecutionContexts.Where(c => c.IsDirty))
        {
            var recording = new Recording(context);
            foreach (var expression in recording.Expressions())
                Known(context)[expression.GetRawText()] = await ComputeAsync(context, expression);
        }
    }

    /// <summary>What the expression has said; whatever it is, if nobody has computed it.</summary>
    public static string? Of(ActivityExecutionContext context, JsonElement expression) =>
        Known(context).GetValueOrDefault(expression.GetRawText(), Recording.Exclude);

    private static Dictionary<string, string?> Known(ActivityExecutionContext context)
    {
        if (context.TransientProperties.TryGetValue(Key, out var known))
            return (Dictionary<string, string?>)known;
        var made = new Dictionary<string, string?>(StringComparer.Ordinal);
        context.TransientProperties[Key] = made;
        return made;
    }

    private async Task<string?> ComputeAsync(ActivityExecutionContext context, JsonElement expression)
    {
        try
        {
            var written = new Expression(expression.Text("type") ?? "Literal", expression.Text("value"));
            var said = await evaluator.EvaluateAsync(written, typeof(string), context.ExpressionExecutionContext);
            return said?.ToString();
        }
#pragma warning disable CA1031 // What the flow does is done: how it is recorded must not undo it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Recording.Exclude;
        }
    }
}
