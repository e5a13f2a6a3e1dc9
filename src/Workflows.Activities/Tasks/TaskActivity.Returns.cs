using Elsa.Workflows;
using Workflows.Activities.Returning;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Tasks;

/// <content>What reviews have in common: they can be returned along the arrow that is drawn, or to any earlier step
/// around them and to the applicant, whether drawn or not.</content>
public abstract partial class TaskActivity
{
    internal const string Chain = "Chain";
    internal const string Returner = "Returner";
    internal const string ResubmissionHelp =
        "退回到未画出的更早步骤后：Chain 从该步骤起按流程重走；Returner 该步骤办完直接回到退回人。 After a return that is not drawn: through the chain again, or straight back to who returned it.";

    private static readonly LocalText Revise = new("修改后重新提交", "修改後重新提交", "Revise and submit again");

    /// <summary>Whether what was returned comes straight back to the returner.</summary>
    protected virtual bool ComesStraightBack(ActivityExecutionContext context) => false;

    /// <summary>Where the flow's own arrow can lead to.</summary>
    protected virtual IReadOnlyList<string> TargetsDrawn(ActivityExecutionContext context) => [];

    /// <summary>Ends the review; one that was returned to where no arrow leads is sent there.</summary>
    private protected async ValueTask EndAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        if (answer.Outcome != Approve.Returned || TargetsDrawn(context).Contains(answer.ReturnTo))
            await EndAsync(context, answer.Outcome);
        else if (ReturnChoice.ActivityOf(answer.ReturnTo) is { } id && ReturnPlace.Find(context, id) is { } place)
            await SendBackAsync(context, place);
        else if (answer.ReturnTo == ReturnChoice.Applicant)
            await AskApplicantAsync(context);
        else
            await EndAsync(context, answer.Outcome);
    }

    private ValueTask SendBackAsync(ActivityExecutionContext context, ReturnPlace place) =>
        ComesStraightBack(context) && place.Child == context
            ? GoBack.ThereAndBackAsync(context, place)
            : GoBack.ThroughTheChainAsync(context, place);

    // The applicant's form is no step of the flow: the review itself waits for it.
    private async ValueTask AskApplicantAsync(ActivityExecutionContext context)
    {
        context.ClearBookmarks();
        var one = await context
            .GetRequiredService<CasesDb>()
            .Cases.FindAsync([context.CaseId()], context.CancellationToken);
        var revise = Describe(context, TaskKind.Assign, "Done") with
        {
            Step = ReturnChoice.ReviseStep,
            Title = Revise,
            FormKey = context.GetRequiredService<ProcessCatalog>().Get(one!.ProcessKey).StartForm,
            Due = "tasks.reviseWithin",
            Relation = "applicant",
        };
        await OpenAsync(context, revise, RevisedAsync);
    }

    private async ValueTask RevisedAsync(ActivityExecutionContext context)
    {
        context.RemovePending(TaskAnswer.Of(context).TaskId);
        if (!ComesStraightBack(context) && ReturnPlace.Beginning(context) is { } beginning)
            await GoBack.ThroughTheChainAsync(context, beginning);
        else
            await ExecuteAsync(context);
    }
}
