using Elsa.Workflows;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Storage;

namespace Workflows.Activities.Running;

/// <summary>Looks at what a run left behind: a flow that failed, or that ended without archiving its case, marks the case, so
/// that somebody hears of it (design rule 5).</summary>
public sealed class FlowWatch(CasesDb db, FaultCase fault)
{
    public async Task LookAtAsync(string instanceId, RunWorkflowInstanceResponse response, CancellationToken stop)
    {
        if (Trouble(response) is null)
            return;
        var one =
            db.Cases.Local.FirstOrDefault(c => c.FlowInstanceId == instanceId)
            ?? await db.Cases.FirstOrDefaultAsync(c => c.FlowInstanceId == instanceId, stop);
        if (one is not null)
            await LookAtAsync(one.Id, response, stop);
    }

    /// <summary>For a case that may be too new to be found by its flow.</summary>
    public async Task LookAtAsync(Guid caseId, RunWorkflowInstanceResponse response, CancellationToken stop)
    {
        if (Trouble(response) is { } trouble)
            await fault.RunAsync(caseId, trouble.ActivityId, trouble.Message, stop);
    }

    private static (string ActivityId, string Message)? Trouble(RunWorkflowInstanceResponse response)
    {
        if (response.SubStatus == WorkflowSubStatus.Faulted)
            return response.Incidents?.LastOrDefault() is { } incident
                ? (incident.ActivityId, incident.Message)
                : ("", "The flow failed.");
        // An archived case ignores the mark; one that is still open would wait for ever.
        return response.SubStatus == WorkflowSubStatus.Finished
            ? ("", "The flow ended without archiving the case.")
            : null;
    }
}
