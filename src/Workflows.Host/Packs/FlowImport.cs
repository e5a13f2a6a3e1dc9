using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Workflows.Activities.Publishing;
using Workflows.Cases.Processes;
using Workflows.Host.Startup;

namespace Workflows.Host.Packs;

/// <summary>Publishes a pack's flow in the engine's store, unless the store holds one that a process owner has edited.</summary>
public sealed partial class FlowImport(
    IWorkflowDefinitionStore store,
    IWorkflowDefinitionImporter importer,
    IApiSerializer api,
    IActivitySerializer activities,
    PublishGate gate,
    StaffingGaps staffing,
    PackReport report,
    ILogger<FlowImport> log
)
{
    public async Task RunAsync(ProcessPack pack, CancellationToken stop)
    {
        var model = Read(pack);
        var wanted = FlowPrint.Of(activities.Serialize(model.Root!));
        var latest = await FindAsync(pack.FlowDefinitionId, VersionOptions.Latest, stop);
        // What is retracted in Studio stays retracted, and what is edited there stays as it is, published or still a draft.
        var governing = await FindAsync(pack.FlowDefinitionId, VersionOptions.Published, stop) ?? latest;
        if (governing is not null && FlowPrint.Of(governing.StringData) == wanted)
        {
            report.Note(pack.Key, PackState.Same);
            return;
        }
        if (latest is not null && !FlowPrint.IsAsImported(latest))
        {
            report.Note(pack.Key, PackState.Differs);
            LogDiffers(pack.Key, latest.Version);
            return;
        }
        await PublishAsync(pack, model, wanted, stop);
        await WarnAsync(pack, stop);
        report.Note(pack.Key, latest is null ? PackState.Imported : PackState.Updated);
        LogPublished(pack.Key);
    }

    private WorkflowDefinitionModel Read(ProcessPack pack)
    {
        try
        {
            var model = api.Deserialize<WorkflowDefinitionModel>(pack.FlowJson);
            return model.Root is null
                ? throw new CannotStartException($"{pack.Key}: its flow has no root activity.")
                : model;
        }
        catch (Exception wrong) when (wrong is System.Text.Json.JsonException or NotSupportedException)
        {
            throw new CannotStartException($"{pack.Key}: its flow cannot be read: {wrong.Message}", wrong);
        }
    }

    private Task<WorkflowDefinition?> FindAsync(string id, VersionOptions version, CancellationToken stop) =>
        store.FindAsync(new WorkflowDefinitionFilter { DefinitionId = id, VersionOptions = version }, stop);

    private async Task PublishAsync(
        ProcessPack pack,
        WorkflowDefinitionModel model,
        string print,
        CancellationToken stop
    )
    {
        gate.AsksForPeople = false;
        var result = await importer.ImportAsync(
            new SaveWorkflowDefinitionRequest { Model = model, Publish = true },
            stop
        );
        if (!result.Succeeded)
            throw await RefusedAsync(pack, result, stop);
        FlowPrint.Mark(result.WorkflowDefinition, print);
        await store.SaveAsync(result.WorkflowDefinition, stop);
    }

    // The next start would take a draft that was left behind for the process owner's.
    private async Task<CannotStartException> RefusedAsync(
        ProcessPack pack,
        ImportWorkflowResult result,
        CancellationToken stop
    )
    {
        await store.DeleteAsync(new WorkflowDefinitionFilter { Id = result.WorkflowDefinition.Id }, stop);
        var faults = result.ValidationErrors.Select(e => $"{e.ActivityId} {e.Message}".Trim());
        return new CannotStartException($"{pack.Key}: its flow cannot be published: {string.Join("; ", faults)}");
    }

    private async Task WarnAsync(ProcessPack pack, CancellationToken stop)
    {
        var missing = await staffing.OfAsync(pack, stop);
        if (missing.Count > 0)
            LogLacks(pack.Key, string.Join(" ", missing.Select(m => m.English)));
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The flow of {Process} names people who are not there. Until they are, such tasks go to the policy's tasks.fallbackRole; the page Operations keeps the list. {Missing}"
    )]
    private partial void LogLacks(string process, string missing);

    [LoggerMessage(LogLevel.Information, "The flow of {Process} was published from its pack")]
    private partial void LogPublished(string process);

    [LoggerMessage(
        LogLevel.Warning,
        "The flow of {Process} differs from its pack: version {Version} was edited in Studio and stays. Import the pack's flow.json there to take the pack's, or export the flow into the pack to keep it."
    )]
    private partial void LogDiffers(string process, int version);
}
