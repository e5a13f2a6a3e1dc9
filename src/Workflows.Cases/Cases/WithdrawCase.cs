using Workflows.Cases.Storage;

namespace Workflows.Cases.Cases;

/// <summary>The applicant takes a case back (撤回), until the first decision.</summary>
public sealed class WithdrawCase(UnitOfWork unit, CaseParts parts, Access access, CloseCase close, IFlow flow)
{
    /// <exception cref="RefusedException">NotFound; Forbidden to others than the applicant; Conflict once somebody has decided.</exception>
    public Task<Case> RunAsync(string number, string? reason, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => WithdrawAsync(number, reason, actor, token), stop);

    private async Task<Case> WithdrawAsync(string number, string? reason, Actor actor, CancellationToken stop)
    {
        var (one, tasks, person) = await parts.LockAsync(number, actor, stop);
        if (one.ApplicantId != person.Id)
            throw new RefusedException("case.notYours") { Kind = RefusalKind.Forbidden };
        if (!access.MayWithdraw(person, one, tasks))
            throw new RefusedException("case.tooLateToWithdraw") { Kind = RefusalKind.Conflict };
        await flow.CancelAsync(one.FlowInstanceId, stop);
        return await close.RunAsync(one.Id, CaseStatus.Withdrawn, actor, reason, stop);
    }
}
