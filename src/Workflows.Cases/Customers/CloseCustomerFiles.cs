using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Ends a leaver's access to all customer files at the hand-over [B8-4]: whatever role they hold and whatever was
/// granted to them. Who looks after their customers is for <see cref="AssignResponsible"/>.</summary>
public sealed class CloseCustomerFiles(UnitOfWork unit, CasesDb db, PeopleDirectory directory, TimeProvider clock)
{
    /// <summary>Closing what is closed changes nothing.</summary>
    public Task RunAsync(Guid person, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var now = clock.GetUtcNow();
                var leaver = await db.People.SingleAsync(p => p.Id == person, token);
                leaver.CustomerFilesClosedAt ??= now;
                await foreach (var grant in db.CustomerGrants.Where(g => g.PersonId == person).AsAsyncEnumerable())
                    grant.EndedAt ??= now;
                unit.AfterCommit(() => _ = directory.RefreshAsync(CancellationToken.None));
            },
            stop
        );
}
