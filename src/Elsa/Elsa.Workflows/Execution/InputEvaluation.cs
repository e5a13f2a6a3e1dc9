using Elsa.Workflows;

namespace Workflows.Engine;

internal static class InputEvaluation
{
    public static Task RefreshInputsAsync(this ActivityExecutionContext context) => Task.CompletedTask;
}
