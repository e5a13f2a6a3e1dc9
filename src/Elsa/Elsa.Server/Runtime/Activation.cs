using System.Security.Cryptography;
using System.Text;
using Elsa.Workflows;
using Elsa.Workflows.ActivationValidators;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.ActivationValidators;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine;

/// <summary>Asks a definition's activation strategy whether one more instance may start.</summary>
internal sealed class Activation(IElsaSession session, IServiceProvider services) : IWorkflowActivationStrategyEvaluator
{
    /// <summary>What is said where it may not.</summary>
    public static string Refusal => EngineTexts.Say("noFurther");

    /// <summary>In the transaction in which the instance starts the answer still holds when it does.</summary>
    public async Task<bool> CanStartWorkflowAsync(WorkflowActivationStrategyEvaluationContext context)
    {
        var (workflow, correlation, stop) = (context.Workflow, context.CorrelationId, context.CancellationToken);
        if (workflow.Options.ActivationStrategyType is not { } type || type == typeof(AllowAlwaysStrategy))
            return true;
        // The name comes from an author: nothing else is made because of it.
        if (!type.IsAssignableTo(typeof(IWorkflowActivationStrategy)))
            return true;
        var strategy = (IWorkflowActivationStrategy)ActivatorUtilities.GetServiceOrCreateInstance(services, type);
        await WaitForOthersAsync(type, workflow, correlation, stop);
        return await strategy.GetAllowActivationAsync(
            new WorkflowInstantiationStrategyContext(workflow, correlation, stop)
        );
    }

    // On SQLite there is one writer anyway. On PostgreSQL two that start at once would each see that none is there yet.
    private async Task WaitForOthersAsync(Type strategy, Workflow workflow, string? correlation, CancellationToken stop)
    {
        if (session.Db is not PostgresElsaDb db || db.Database.CurrentTransaction is null)
            return;
        var what = strategy == typeof(CorrelationStrategy) ? correlation : workflow.Identity.DefinitionId;
        var key = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes("Elsa.Activation:" + what)));
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", stop);
    }
}
