using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Cases;

/// <summary>Marks a case whose flow failed and tells the administrators by mail (design rule 5); called by what runs the
/// flow, in the same unit.</summary>
public sealed class FaultCase(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    TimelineWriter timeline,
    OutboxWriter outbox
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>An archived case stays as it is: nothing of it waits for the flow any more.</summary>
    public Task RunAsync(Guid caseId, string activityId, string message, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                if (one.ArchivedAt is not null)
                    return;
                one.Status = CaseStatus.Faulted;
                timeline.Write(one, new Happening("case.faulted", Flow) { Details = new { activityId, message } });
                foreach (var admin in directory.Current.WithRole("admin"))
                    outbox.Add("case-faulted", one.Id, null, admin, new { activityId, message });
            },
            stop
        );
}

/// <summary>Lets a failed flow try again from where it failed.</summary>
public sealed class RetryCase(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    Access access,
    TimelineWriter timeline,
    IFlow flow
)
{
    /// <exception cref="RefusedException">Forbidden to others than overseers; Conflict when the case has not failed.</exception>
    public Task RunAsync(Guid caseId, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => RetryAsync(caseId, actor, token), stop);

    private async Task RetryAsync(Guid caseId, Actor actor, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(caseId, stop);
        if (directory.Current.Find(actor.PersonId) is not { } person || !access.MayRepair(person))
            throw new RefusedException("case.notYours") { Kind = RefusalKind.Forbidden };
        if (one.Status != CaseStatus.Faulted)
            throw new RefusedException("case.notFaulted") { Kind = RefusalKind.Conflict };
        one.Status = CaseStatus.Running;
        timeline.Write(one, new Happening("case.retried", actor));
        await flow.RetryAsync(one.FlowInstanceId, stop);
    }
}
