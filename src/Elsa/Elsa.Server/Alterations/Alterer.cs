using Elsa.Common.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <summary>
/// Changes instances that are under way: under lock, all or nothing for each, and what is due then runs in the same
/// transaction.
/// </summary>
internal sealed class Alterer(
    IElsaSession session,
    IWorkflowDefinitionService definitions,
    IWorkflowStateExtractor extractor,
    IVariablePersistenceManager variables,
    InstanceWriter writer,
    InstanceRunner runner,
    Bursts bursts,
    TimeProvider clock,
    IServiceProvider services
)
{
    public async Task<AlterationResult> AlterAsync(string id, IReadOnlyList<Alteration> wanted, CancellationToken stop)
    {
        var result = new AlterationResult(id);
        try
        {
            await session.WriteAsync(
                token => bursts.RunAsync(id, inner => AlterLockedAsync(id, wanted, result, inner), token),
                stop
            );
        }
        catch (AlterationRefusedException e)
        {
            result.IsSuccessful = false;
            result.HasScheduledWork = false;
            Note(result, e.Message, "Error", "Refused");
        }
        return result;
    }

    private async Task<object?> AlterLockedAsync(
        string id,
        IReadOnlyList<Alteration> wanted,
        AlterationResult result,
        CancellationToken stop
    )
    {
        if (await writer.ReadAsync(id, stop) is not var (row, state))
            throw new AlterationRefusedException("There is no such instance.");
        Reopen(state, wanted);
        var graph = await TargetAsync(state, wanted, stop);
        var run = await WorkflowExecutionContext.CreateAsync(
            services,
            graph,
            state,
            state.CorrelationId,
            state.ParentWorkflowInstanceId,
            cancellationToken: stop
        );
        await variables.LoadVariablesAsync(run);
        // What is to begin comes before what is to end: a container emptied first would be over.
        foreach (var alteration in wanted.OrderBy(a => a.Type == Alteration.CancelActivity))
            await ApplyAsync(run, alteration);
        foreach (var alteration in wanted)
            Note(result, Description(alteration), "Information", alteration.Type);
        await variables.SaveVariablesAsync(run);
        var after = extractor.Extract(run);
        var burst = new RunWorkflowResult(run, after, graph.Workflow, null, Journal.Empty);
        result.HasScheduledWork = run.Scheduler.HasAny;
        await writer.WriteAsync(row, burst, stop);
        if (result.HasScheduledWork)
            await bursts.FollowAsync(token => runner.RunAsync(id, new RunWorkflowOptions(), token), stop);
        return null;
    }

    // A failed instance is over until one of its activities is tried again.
    private static void Reopen(WorkflowState state, IReadOnlyList<Alteration> wanted)
    {
        if (state.Status == WorkflowStatus.Running)
            return;
        if (state.SubStatus != WorkflowSubStatus.Faulted || wanted.All(a => a.Type != Alteration.ScheduleActivity))
            throw new AlterationRefusedException($"The instance is {state.SubStatus}: it cannot be changed any more.");
        state.Status = WorkflowStatus.Running;
        state.SubStatus = WorkflowSubStatus.Suspended;
        state.FinishedAt = null;
    }

    private async Task<WorkflowGraph> TargetAsync(
        WorkflowState state,
        IReadOnlyList<Alteration> wanted,
        CancellationToken stop
    )
    {
        if (wanted.LastOrDefault(a => a.Type == Alteration.Migrate) is not { TargetVersion: var version })
            return await definitions.FindWorkflowGraphAsync(state.DefinitionVersionId, stop)
                ?? throw new AlterationRefusedException("The definition of the instance is gone.");
        var target =
            await definitions.FindWorkflowGraphAsync(state.DefinitionId, VersionOptions.SpecificVersion(version), stop)
            ?? throw new AlterationRefusedException($"The definition has no version {version}.");
        RefuseLosses(state, target, version);
        state.DefinitionVersionId = target.Workflow.Identity.Id;
        state.DefinitionVersion = target.Workflow.Identity.Version;
        return target;
    }

    // What is under way must have its place in the new version, or it would be lost without a word.
    private static void RefuseLosses(WorkflowState state, WorkflowGraph target, int version)
    {
        var open = state
            .ActivityExecutionContexts.Where(c =>
                c.Status is ActivityStatus.Running or ActivityStatus.Pending or ActivityStatus.Faulted
            )
            .Select(c => c.ScheduledActivityNodeId);
        var lost = open.Concat(state.Bookmarks.Select(b => b.ActivityNodeId))
            .Concat(state.ScheduledActivities.Select(work => work.ActivityNodeId))
            .Where(node => target.FindNodeById(node) is null)
            .Select(node => node[(node.LastIndexOf(':') + 1)..])
            .Distinct()
            .ToList();
        if (lost.Count > 0)
            throw new AlterationRefusedException(
                $"Version {version} has no place for what is under way: {string.Join(", ", lost)}."
            );
    }

    private static async ValueTask ApplyAsync(WorkflowExecutionContext run, Alteration alteration)
    {
        switch (alteration.Type)
        {
            case Alteration.Cancel:
                foreach (var root in run.ActivityExecutionContexts.Where(IsRoot).ToList())
                    await root.CancelWithAllAsync();
                run.Cancel();
                break;
            case Alteration.CancelActivity:
                foreach (var open in OpenOnes(run, alteration))
                    await open.CancelActivityAsync();
                break;
            case Alteration.ModifyVariable:
                Modify(run, alteration);
                break;
            case Alteration.ScheduleActivity:
                await ScheduleAsync(run, alteration);
                break;
        }
    }

    private static List<ActivityExecutionContext> OpenOnes(WorkflowExecutionContext run, Alteration alteration)
    {
        var open = run
            .ActivityExecutionContexts.Where(c => !c.IsCompleted)
            .Where(c => alteration.ActivityInstanceId is null || c.Id == alteration.ActivityInstanceId)
            .Where(c => alteration.ActivityId is null || c.Activity.Id == alteration.ActivityId)
            .ToList();
        return open.Count > 0
            ? open
            : throw new AlterationRefusedException(
                $"Nothing is under way at {alteration.ActivityId ?? alteration.ActivityInstanceId}."
            );
    }

    private static void Modify(WorkflowExecutionContext run, Alteration alteration)
    {
        var found = run
            .ActivityExecutionContexts.SelectMany(c => c.Variables.Select(v => (Context: c, Variable: v)))
            .FirstOrDefault(pair => pair.Variable.Id == alteration.VariableId);
        if (found.Variable is null)
            throw new AlterationRefusedException($"There is no variable with the id {alteration.VariableId}.");
        if (!found.Variable.TryParseValue(alteration.Value, out var value))
            throw new AlterationRefusedException(
                $"{found.Variable.Name} takes a {found.Variable.GetVariableType().Name}, which '{alteration.Value}' is not."
            );
        found.Variable.Set(found.Context, value);
        found.Context.Taint();
    }

    private static async ValueTask ScheduleAsync(WorkflowExecutionContext run, Alteration alteration)
    {
        // By its id alone an activity begins anew, beside what waits there; what failed is tried again.
        var existing = run
            .ActivityExecutionContexts.Where(c => !c.IsCompleted)
            .Where(c =>
                alteration.ActivityInstanceId is { } instance
                    ? c.Id == instance
                    : c.Activity.Id == alteration.ActivityId && c.Status == ActivityStatus.Faulted
            )
            .ToList();
        foreach (var context in existing)
        {
            if (context.Status == ActivityStatus.Faulted)
                context.RecoverFromFault();
            var mine = run.Incidents.Where(i => i.ActivityNodeId == context.NodeId).ToList();
            mine.ForEach(incident => run.Incidents.Remove(incident));
            run.ScheduleActivityExecutionContext(context);
        }
        if (existing.Count > 0)
            return;
        if (alteration.ActivityId is not { } id || run.FindNodeByActivityId(id) is not { } node)
            throw new AlterationRefusedException(
                $"There is no activity {alteration.ActivityId ?? alteration.ActivityInstanceId}."
            );
        // Within the container that it stands in, if that is open: what follows it can then follow.
        var container = node.Parents.FirstOrDefault();
        var owner = run.ActivityExecutionContexts.FirstOrDefault(c =>
            !c.IsCompleted && c.Activity == container?.Activity
        );
        if (owner is null)
            throw new AlterationRefusedException($"Nothing is under way around {id}, where it could go on.");
        // A flowchart goes on from there as if it had got there itself.
        var callback = owner.Activity is Elsa.Workflows.Activities.Flowchart.Activities.Flowchart flowchart
            ? flowchart.GetActivityCompletionCallback("OnChildCompletedAsync")
            : null;
        await owner.ScheduleActivityAsync(node.Activity, new ScheduleWorkOptions { CompletionCallback = callback });
    }

    private static bool IsRoot(ActivityExecutionContext context) => context.ParentActivityExecutionContext is null;

    private static string Description(Alteration alteration) =>
        alteration.Type switch
        {
            Alteration.ModifyVariable => $"The variable {alteration.VariableId} was changed.",
            Alteration.Migrate => $"The instance now runs on version {alteration.TargetVersion}.",
            Alteration.Cancel => "The instance was cancelled.",
            Alteration.CancelActivity =>
                $"The activity {alteration.ActivityId ?? alteration.ActivityInstanceId} was cancelled.",
            _ => $"The activity {alteration.ActivityId ?? alteration.ActivityInstanceId} is due.",
        };

    private void Note(AlterationResult result, string message, string level, string? eventName) =>
        result.Notes.Add(new AlterationNote(message, level, clock.GetUtcNow(), eventName));
}
