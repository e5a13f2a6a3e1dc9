using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Memory;

namespace Elsa.Workflows
{
    /// <summary>Carries variables between memory and their storage drivers, at the ends of a burst.</summary>
    public interface IVariablePersistenceManager
    {
        Task LoadVariablesAsync(WorkflowExecutionContext context, IEnumerable<string>? excludeTags = null);

        Task SaveVariablesAsync(WorkflowExecutionContext context);

        Task DeleteVariablesAsync(ActivityExecutionContext context, IEnumerable<string>? includeTags = null);

        Task DeleteVariablesAsync(WorkflowExecutionContext context, IEnumerable<string>? includeTags = null);
    }
}

namespace Workflows.Engine
{
    /// <inheritdoc />
    internal sealed class VariablePersistence(IStorageDriverManager drivers) : IVariablePersistenceManager
    {
        public async Task LoadVariablesAsync(WorkflowExecutionContext context, IEnumerable<string>? excludeTags = null)
        {
            var excluded = excludeTags?.ToHashSet() ?? [];
            foreach (var execution in context.ActivityExecutionContexts)
            {
                foreach (var variable in execution.Variables)
                {
                    var driver = drivers.Get(variable.StorageDriverType);
                    if (driver is null || !driver.Tags.Any(excluded.Contains))
                        await LoadAsync(execution, variable, driver);
                }
            }
        }

        public async Task SaveVariablesAsync(WorkflowExecutionContext context)
        {
            foreach (var execution in context.GetActiveActivityExecutionContexts())
            {
                foreach (var variable in execution.Variables)
                {
                    if (drivers.Get(variable.StorageDriverType) is { } driver)
                        await SaveAsync(execution, variable, driver);
                }
            }
        }

        public async Task DeleteVariablesAsync(
            ActivityExecutionContext context,
            IEnumerable<string>? includeTags = null
        )
        {
            var included = includeTags?.ToHashSet();
            foreach (var variable in context.Variables)
            {
                if (
                    drivers.Get(variable.StorageDriverType) is not { } driver
                    || included is not null && !driver.Tags.Any(included.Contains)
                )
                    continue;
                await driver.DeleteAsync(variable.Id, Context(context, variable));
                context.ExpressionExecutionContext.Memory.Blocks.Remove(variable.Id);
            }
        }

        public async Task DeleteVariablesAsync(
            WorkflowExecutionContext context,
            IEnumerable<string>? includeTags = null
        )
        {
            foreach (var execution in context.ActivityExecutionContexts)
                await DeleteVariablesAsync(execution, includeTags);
        }

        private static async ValueTask LoadAsync(
            ActivityExecutionContext execution,
            Variable variable,
            IStorageDriver? driver
        )
        {
            VariableScopes.Declare(execution, [variable]);
            var block = execution.ExpressionExecutionContext.Memory.Blocks[variable.Id];
            block.Metadata = new VariableBlockMetadata(variable, variable.StorageDriverType, true);
            if (driver is WorkflowInstanceStorageDriver own)
            {
                if (own.TryRead(variable.Id, Context(execution, variable), out var kept))
                    block.Value = kept;
            }
            else if (
                driver is not null
                && await driver.ReadAsync(variable.Id, Context(execution, variable)) is { } saved
            )
            {
                block.Value = saved;
            }
        }

        private static async ValueTask SaveAsync(
            ActivityExecutionContext execution,
            Variable variable,
            IStorageDriver driver
        )
        {
            // Not in memory: the container has not begun, and what was saved before still holds.
            if (!execution.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block))
                return;
            try
            {
                if (block.Value is { } value && !IsOfTheMoment(value))
                    await driver.WriteAsync(variable.Id, value, Context(execution, variable));
                else if (driver is WorkflowInstanceStorageDriver own)
                    own.WriteNull(variable.Id, Context(execution, variable));
                else
                    await driver.DeleteAsync(variable.Id, Context(execution, variable));
            }
            catch (Exception e)
                when (e is NotSupportedException or System.Text.Json.JsonException or InvalidOperationException)
            {
                Refuse(execution, variable, block.Value, e);
            }
        }

        // A request ends with the connection it belongs to; what was read from it is kept.
        private static bool IsOfTheMoment(object value) =>
            value.GetType().Namespace?.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) == true;

        // Losing the value in silence would be worse: the flow stops here, with everything else saved.
        private static void Refuse(
            ActivityExecutionContext execution,
            Variable variable,
            object? value,
            Exception cause
        )
        {
            var e = new DataProcessingException(
                $"The variable '{variable.Name}' holds a {value?.GetType().Name} that cannot be saved: {cause.Message}",
                cause
            );
            execution.AddExecutionLogEntry("Faulted", e.Message);
            execution.Fault(e);
            if (execution.WorkflowExecutionContext.Status == WorkflowStatus.Running)
                execution.WorkflowExecutionContext.TransitionTo(WorkflowSubStatus.Faulted);
        }

        private static StorageDriverContext Context(ActivityExecutionContext execution, Variable variable) =>
            new(execution, variable, execution.CancellationToken);
    }
}
