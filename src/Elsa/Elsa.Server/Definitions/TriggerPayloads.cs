using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>Asks a trigger what it starts on. Its inputs are evaluated as they would be at the start, with no instance yet.</summary>
internal sealed class TriggerPayloads(
    IActivityRegistry registry,
    IExpressionEvaluator evaluator,
    IServiceProvider services
)
{
    public async Task<(string Name, IReadOnlyList<object> Payloads)> OfAsync(
        Workflow workflow,
        ITrigger trigger,
        CancellationToken stop
    )
    {
        var indexing = new WorkflowIndexingContext(workflow, stop);
        var register = indexing.GetOrCreateRegister(trigger);
        var expressions = new ExpressionExecutionContext(services, register, cancellationToken: stop);
        await EvaluateInputsAsync(trigger, expressions, register);
        var context = new TriggerIndexingContext(indexing, expressions, trigger, stop);
        var payloads = (await trigger.GetTriggerPayloadsAsync(context)).ToList();
        return (context.TriggerName, payloads);
    }

    private async Task EvaluateInputsAsync(
        ITrigger trigger,
        ExpressionExecutionContext context,
        MemoryRegister register
    )
    {
        if (registry.Find(trigger.Type, trigger.Version) is not { } descriptor)
            return;
        foreach (var input in descriptor.Inputs.Where(i => i.IsWrapped))
        {
            if (input.ValueGetter(trigger) is not Input { Expression: { } expression } wrapped)
                continue;
            var reference = wrapped.MemoryBlockReference();
            if (string.IsNullOrEmpty(reference.Id))
                continue;
            register.Declare(reference);
            reference.Set(context, await evaluator.EvaluateAsync(expression, wrapped.Type, context));
        }
    }
}
