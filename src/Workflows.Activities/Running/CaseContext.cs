using Elsa.Extensions;
using Elsa.Workflows;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Activities.Running;

/// <summary>The case that a flow runs for, as its activities find it.</summary>
public static class CaseContext
{
    /// <summary>Name of the workflow's variable, and of the input, that hold the case's data.</summary>
    public const string CaseName = "Case";

    /// <summary>The case's id, which is the flow's correlation id.</summary>
    /// <exception cref="InvalidOperationException">The flow was started by hand, without a case.</exception>
    public static Guid CaseId(this ActivityExecutionContext context) =>
        Guid.TryParse(context.WorkflowExecutionContext.CorrelationId, out var id)
            ? id
            : throw new InvalidOperationException(
                $"'{context.Activity.Id}' works on a case, but this flow was started without one. Open a case of the process instead."
            );

    /// <summary>Puts the case's data, which whoever moved the flow brought along, into the variable that expressions read.</summary>
    public static void RefreshCase(this ActivityExecutionContext context)
    {
        if (context.WorkflowInput.TryGetValue(CaseName, out var data) && data is not null)
            context.SetVariable(CaseName, data);
    }

    /// <summary>Reads the case's data anew: after an activity has changed it, or when a timer moved the flow, which brings
    /// none along.</summary>
    public static async Task<Case> ReloadCaseAsync(this ActivityExecutionContext context)
    {
        var db = context.GetRequiredService<CasesDb>();
        var one = await db.LockCaseAsync(context.CaseId(), context.CancellationToken);
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        if (people.Find(one.ApplicantId) is { } applicant)
            // What follows in this run takes it from the input.
            context.WorkflowInput[CaseName] = CaseData.ForFlow(one, applicant)[CaseName];
        context.RefreshCase();
        return one;
    }
}
