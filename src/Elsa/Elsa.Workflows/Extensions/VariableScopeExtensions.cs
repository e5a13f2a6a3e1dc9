using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

public static partial class ExpressionExecutionContextExtensions
{
    public static T? GetVariable<T>(this ExpressionExecutionContext context, string name) =>
        Values.To<T>(context.FindVariableBlock(name)?.Value);

    public static Variable? GetVariable(
        this ExpressionExecutionContext context,
        string name,
        bool localScopeOnly = false
    ) => (context.FindVariableBlock(name, localScopeOnly)?.Metadata as VariableBlockMetadata)?.Variable;

    public static Variable CreateVariable<T>(
        this ExpressionExecutionContext context,
        string name,
        T? value,
        Type? storageDriverType = null,
        Action<MemoryBlock>? configure = null
    )
    {
        if (context.GetVariable(name, localScopeOnly: true) is not null)
            throw new InvalidOperationException($"There is already a variable '{name}' in this scope.");
        var variable = new Variable(name, value)
        {
            StorageDriverType = storageDriverType ?? typeof(WorkflowInstanceStorageDriver),
        };
        context.GetVariableContainerContext().Set(variable, value, configure);
        return variable;
    }

    public static Variable SetVariable<T>(
        this ExpressionExecutionContext context,
        string name,
        T? value,
        Action<MemoryBlock>? configure = null
    )
    {
        if (context.GetVariable(name) is not { } variable)
            return context.CreateVariable(name, value, configure: configure);
        (context.FindContextContainingBlock(variable.Id) ?? context).Set(
            variable,
            variable.ParseValue(value),
            configure
        );
        return variable;
    }

    /// <summary>The scope that new variables belong to.</summary>
    public static ExpressionExecutionContext GetVariableContainerContext(this ExpressionExecutionContext context) =>
        context.FindParent(scope =>
            scope.TryGetActivityExecutionContext(out var activity) && activity.Activity is IVariableContainer
        ) ?? context;

    public static ExpressionExecutionContext? FindContextContainingBlock(
        this ExpressionExecutionContext context,
        string blockId
    ) => context.FindParent(scope => scope.Memory.HasBlock(blockId));

    /// <summary>The first scope that satisfies, from this one outwards.</summary>
    public static ExpressionExecutionContext? FindParent(
        this ExpressionExecutionContext context,
        Func<ExpressionExecutionContext, bool> predicate
    )
    {
        for (var scope = context; scope is not null; scope = scope.ParentContext)
        {
            if (predicate(scope))
                return scope;
        }
        return null;
    }

    public static object GetVariableInScope(this ExpressionExecutionContext context, string variableName) =>
        context.FindVariableBlock(variableName)?.Value!;

    public static void SetVariableInScope(
        this ExpressionExecutionContext context,
        string variableName,
        object? value
    ) => context.SetVariable(variableName, value);

    public static IEnumerable<string> GetVariableNamesInScope(this ExpressionExecutionContext context) =>
        context
            .EnumerateVariablesInScope()
            .Select(variable => variable.Name)
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Distinct();

    public static IEnumerable<Variable> GetVariablesInScope(this ExpressionExecutionContext context) =>
        context
            .EnumerateVariablesInScope()
            .Where(variable => !string.IsNullOrWhiteSpace(variable.Name))
            .DistinctBy(variable => variable.Name);

    public static IEnumerable<Variable> EnumerateVariablesInScope(this ExpressionExecutionContext context)
    {
        for (var scope = context; scope is not null; scope = scope.ParentContext)
        {
            var inMemory = scope
                .Memory.Blocks.Values.Select(block => (block.Metadata as VariableBlockMetadata)?.Variable)
                .OfType<Variable>();
            var declared = scope.TryGetActivityExecutionContext(out var activity) ? activity.Variables : [];
            foreach (var variable in declared.Union(inMemory).ToList())
                yield return variable;
        }
        if (context.TryGetWorkflowExecutionContext(out var workflow) && workflow.Workflow.ResultVariable is { } result)
            yield return result;
    }

    public static IDictionary<string, object> ReadAndFlattenMemoryBlocks(this ExpressionExecutionContext context) =>
        context.FlattenMemoryBlocks().ToDictionary(entry => entry.Key, entry => entry.Value.Value!);

    public static IDictionary<string, MemoryBlock> FlattenMemoryBlocks(this ExpressionExecutionContext context)
    {
        var blocks = new Dictionary<string, MemoryBlock>();
        for (var scope = context; scope is not null; scope = scope.ParentContext)
        {
            foreach (var (id, block) in scope.Memory.Blocks)
                blocks.TryAdd(id, block);
        }
        return blocks;
    }

    public static T? GetInput<T>(this ExpressionExecutionContext context, InputDefinition inputDefinition) =>
        context.GetInput<T>(inputDefinition.Name);

    public static T? GetInput<T>(this ExpressionExecutionContext context, string name) =>
        Values.To<T>(context.GetInput(name));

    /// <summary>An input of the workflow; inside a workflow used as an activity, that activity's own input.</summary>
    public static object? GetInput(this ExpressionExecutionContext context, string name)
    {
        if (context.IsContainedWithinCompositeActivity() && context.FindVariableBlock(name) is { } block)
            return block.Value;
        return context.GetWorkflowExecutionContext().Input.TryGetValue(name, out var value) ? value : null;
    }

    public static bool IsContainedWithinCompositeActivity(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var activity)
        && activity
            .GetAncestors()
            .FirstOrDefault(ancestor => ancestor.Activity is Workflow)
            ?.ParentActivityExecutionContext
            is not null;

    public static IEnumerable<WorkflowInput> GetWorkflowInputs(this ExpressionExecutionContext context)
    {
        if (context.TryGetWorkflowExecutionContext(out var workflow))
            return workflow.Input.Select(entry => new WorkflowInput(Pascal(entry.Key), entry.Value));
        // While triggers are indexed nothing runs yet: inputs have been put into memory as variables.
        return context
            .Memory.Blocks.Values.Where(block => block.Metadata is VariableBlockMetadata)
            .Select(block => new WorkflowInput(
                Pascal(((VariableBlockMetadata)block.Metadata!).Variable.Name),
                block.Value
            ));
    }

    public static object? GetOutput(
        this ExpressionExecutionContext context,
        string activityIdOrName,
        string? outputName
    )
    {
        var caller = context.GetActivityExecutionContext();
        var activity =
            caller.FindActivityByIdOrName(activityIdOrName)
            ?? throw new InvalidOperationException(
                $"There is no activity '{activityIdOrName}' beside '{caller.Activity.Id}'."
            );
        var containers = caller.GetAncestors().Select(ancestor => ancestor.Id).ToHashSet();
        return context
            .GetWorkflowExecutionContext()
            .GetActivityOutputRegister()
            .FindMany(activity.Id, outputName)
            .FirstOrDefault(record => containers.Contains(record.ContainerId))
            ?.Value;
    }

    internal static MemoryBlock? FindVariableBlock(
        this ExpressionExecutionContext context,
        string name,
        bool localScopeOnly = false
    )
    {
        for (var scope = context; scope is not null; scope = localScopeOnly ? null : scope.ParentContext)
        {
            foreach (var block in scope.Memory.Blocks.Values)
            {
                if (block.Metadata is VariableBlockMetadata { Variable: var variable } && variable.Name == name)
                    return block;
            }
        }
        return null;
    }

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
