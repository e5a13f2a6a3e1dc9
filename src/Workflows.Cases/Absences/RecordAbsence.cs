using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deputies;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Absences;

/// <summary>Writes down that somebody is away, and makes their deputy act for exactly that period [E4].</summary>
public sealed class RecordAbsence(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>One absence a case: doing it again changes its flag only. A deputy who has left, is the person themself, or
    /// comes on top of another deputy in that time, is not named.</summary>
    /// <returns>Whether the deputy, if one is given, now acts.</returns>
    public Task<bool> RunAsync(NewAbsence wanted, CancellationToken stop) =>
        unit.RunAsync(token => RecordAsync(wanted, token), stop);

    private async Task<bool> RecordAsync(NewAbsence wanted, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(wanted.CaseId, stop);
        if (await db.Absences.SingleOrDefaultAsync(a => a.CaseId == one.Id, stop) is { } known)
        {
            known.Flag = wanted.Flag;
            return true;
        }
        db.Absences.Add(
            new Absence
            {
                PersonId = wanted.Person.Id,
                From = wanted.From,
                Until = wanted.Until,
                Kind = wanted.Kind,
                CaseId = one.Id,
                Flag = wanted.Flag,
            }
        );
        var details = new
        {
            to = new[] { wanted.Person.Name },
            wanted.From,
            wanted.Until,
        };
        timeline.Write(one, new Happening("absence.recorded", Flow) { Details = details });
        await directory.RefreshAfterAsync(unit, stop);
        return wanted.Deputy is { Length: > 0 } && await NameDeputyAsync(wanted, stop);
    }

    private async Task<bool> NameDeputyAsync(NewAbsence wanted, CancellationToken stop)
    {
        if (directory.Current.Find(wanted.Deputy!) is not { IsActive: true } deputy || deputy.Id == wanted.Person.Id)
            return false;
        var taken = await db.Deputies.AnyAsync(
            d =>
                d.PersonId == wanted.Person.Id
                && d.EndedAt == null
                && d.ProcessKey == null
                && d.From <= wanted.Until
                && wanted.From <= d.Until,
            stop
        );
        if (taken)
            return false;
        db.Deputies.Add(
            new Deputy
            {
                PersonId = wanted.Person.Id,
                DeputyId = deputy.Id,
                From = wanted.From,
                Until = wanted.Until,
                SetById = wanted.Person.Id,
                SetAt = clock.GetUtcNow(),
            }
        );
        var first = wanted.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var last = wanted.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        outbox.Add(
            "deputy",
            deputy,
            new
            {
                from = wanted.Person.Name,
                first,
                last,
            }
        );
        return true;
    }
}

/// <summary>An absence to be written down.</summary>
/// <param name="Deputy">Sign-in name of who acts meanwhile; null for nobody.</param>
/// <param name="Flag">See <see cref="Absence.Flag"/>.</param>
public sealed record NewAbsence(
    Guid CaseId,
    Person Person,
    DateOnly From,
    DateOnly Until,
    string Kind,
    string? Deputy = null,
    string? Flag = null
);
