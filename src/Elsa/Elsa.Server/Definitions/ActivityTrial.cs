using System.Text.Json;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>
/// Runs one activity of a definition by itself, so that its author sees what it does. Unlike in Elsa nothing of it
/// stays: what it writes, sends or starts is undone, for a trial must not touch cases under way.
/// </summary>
internal sealed class ActivityTrial(
    IElsaSession session,
    IWorkflowRunner runner,
    JournalWriter journal,
    IIdentityGenerator ids,
    IServiceProvider services
)
{
    private const string TestValues = "VariableTestValues";

    public async Task<ExecutionEntry> RunAsync(WorkflowGraph graph, IActivity activity, CancellationToken stop)
    {
        try
        {
            return await session.WriteAsync<ExecutionEntry>(
                async token => throw new Undone(await TryAsync(graph, activity, token)),
                stop
            );
        }
        catch (Undone undone)
        {
            return undone.Seen;
        }
    }

    private async Task<ExecutionEntry> TryAsync(WorkflowGraph graph, IActivity activity, CancellationToken stop)
    {
        var run = await WorkflowExecutionContext.CreateAsync(services, graph, ids.GenerateId(), stop);
        var scope = await run.CreateActivityExecutionContextAsync(graph.Workflow);
        run.AddActivityExecutionContext(scope);
        DeclareVariables(graph, activity, scope);
        run.Scheduler.Schedule(new ActivityWorkItem(activity, scope));
        await runner.RunAsync(run);
        return journal.Execution(run.ActivityExecutionContexts.First(c => c.Activity == activity));
    }

    // Those of the containers around it too, the inner ones last: a name means what it means to the activity.
    private static void DeclareVariables(WorkflowGraph graph, IActivity activity, ActivityExecutionContext scope)
    {
        var around = graph
            .FindNodeByActivity(activity)!
            .Ancestors()
            .Select(n => n.Activity)
            .OfType<IVariableContainer>();
        var memory = scope.ExpressionExecutionContext;
        foreach (var container in around.Reverse())
        foreach (var variable in container.Variables)
            memory.Memory.Declare(variable).Value = variable.ParseValue(variable.Value);
        if (!graph.Workflow.CustomProperties.TryGetValue(TestValues, out var given))
            return;
        foreach (var property in JsonSerializer.SerializeToElement(given, ElsaJson.Plain).EnumerateObject())
        {
            if (graph.Workflow.Variables.FirstOrDefault(v => v.Id == property.Name) is { } variable)
                variable.Set(memory, variable.ParseValue(Body.Value(property.Value)));
        }
    }

    /// <summary>Carries what was seen out of the transaction that must not be committed.</summary>
    private sealed class Undone(ExecutionEntry seen) : Exception
    {
        public ExecutionEntry Seen { get; } = seen;
    }
}
