using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Cases;

/// <summary>The applicant takes a case back (撤回), until the first decision.</summary>
public sealed class WithdrawCase(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    Access access,
    CloseCase close,
    IFlow flow
)
{
    /// <exception cref="RefusedException">NotFound; Forbidden to others than the applicant; Conflict once somebody has decided.</exception>
    public Task<Case> RunAsync(string number, string? reason, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => WithdrawAsync(number, reason, actor, token), stop);

    private async Task<Case> WithdrawAsync(string number, string? reason, Actor actor, CancellationToken stop)
    {
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleOrDefaultAsync(stop);
        if (id == Guid.Empty)
            throw NoSuchCase(number);
        var one = await db.LockCaseAsync(id, stop);
        var tasks = await db.Tasks.Include(t => t.Candidates).Where(t => t.CaseId == id).ToListAsync(stop);
        var person = directory.Current.Find(actor.PersonId);
        if (person is null || !access.MaySee(person, one, tasks))
            throw NoSuchCase(number);
        if (one.ApplicantId != person.Id)
            throw new RefusedException("case.notYours") { Kind = RefusalKind.Forbidden };
        if (!access.MayWithdraw(person, one, tasks))
            throw new RefusedException("case.tooLateToWithdraw") { Kind = RefusalKind.Conflict };
        await flow.CancelAsync(one.FlowInstanceId, stop);
        return await close.RunAsync(id, CaseStatus.Withdrawn, actor, reason, stop);
    }

    private static RefusedException NoSuchCase(string number) =>
        new("case.unknown", number) { Kind = RefusalKind.NotFound };
}
