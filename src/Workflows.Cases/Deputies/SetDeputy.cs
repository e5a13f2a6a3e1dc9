using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Deputies;

/// <summary>Names a deputy (设置代理人): the person themself, or an administrator for them. From the first day on the deputy
/// sees and does the person's tasks, beside the person; mails about them go to both.</summary>
public sealed class SetDeputy(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    ProcessCatalog processes,
    Access access,
    OutboxWriter outbox,
    CompanyTime time,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">Forbidden for somebody else's deputy; Invalid at <c>/for</c>, <c>/deputy</c>,
    /// <c>/from</c>, <c>/until</c> or <c>/process</c>.</exception>
    public async Task<Deputy> RunAsync(NewDeputy wanted, Actor actor, CancellationToken stop)
    {
        var deputy = await unit.RunAsync(token => SetAsync(wanted, actor, token), stop);
        await directory.RefreshAsync(stop);
        return deputy;
    }

    private async Task<Deputy> SetAsync(NewDeputy wanted, Actor actor, CancellationToken stop)
    {
        var actsFor = Person(wanted.For, actor);
        if (!access.MaySetDeputyOf(directory.Current.Find(actor.PersonId), actsFor))
            throw new RefusedException("deputy.notYours") { Kind = RefusalKind.Forbidden };
        var (deputy, from, until) = Check(wanted, actsFor);
        var process = string.IsNullOrWhiteSpace(wanted.Process) ? null : wanted.Process;
        if (process is not null && processes.Find(process) is null)
            throw PeopleNamed.Wrong("/process", "field.notAnOption");
        await RefuseOverlapAsync(actsFor, from, until, process, stop);
        var set = new Deputy
        {
            PersonId = actsFor.Id,
            DeputyId = deputy.Id,
            From = from,
            Until = until,
            ProcessKey = process,
            SetById = actor.PersonId,
            SetAt = clock.GetUtcNow(),
        };
        db.Deputies.Add(set);
        outbox.Add(
            "deputy",
            deputy,
            new
            {
                from = actsFor.Name,
                first = Day(from),
                last = Day(until),
            }
        );
        return set;
    }

    private Person Person(string? name, Actor actor) =>
        string.IsNullOrWhiteSpace(name)
            ? directory.Current.Find(actor.PersonId)!
            : PeopleNamed.Find(name, "/for", directory.Current);

    // All that is wrong at once, not one field after the other.
    private (Person Deputy, DateOnly From, DateOnly Until) Check(NewDeputy wanted, Person actsFor)
    {
        var today = time.DayOf(clock.GetUtcNow());
        var errors = new List<FieldError>();
        var deputy = directory.Current.Find(wanted.Deputy?.Trim() ?? "");
        if (string.IsNullOrWhiteSpace(wanted.Deputy))
            errors.Add(new FieldError("/deputy", "field.required"));
        else if (deputy is not { IsActive: true })
            errors.Add(new FieldError("/deputy", "field.nobody", wanted.Deputy));
        else if (deputy.Id == actsFor.Id)
            errors.Add(new FieldError("/deputy", "field.notYourself"));
        if (wanted.From is null)
            errors.Add(new FieldError("/from", "field.required"));
        if (wanted.Until is null)
            errors.Add(new FieldError("/until", "field.required"));
        else if (wanted.Until < today)
            errors.Add(new FieldError("/until", "field.inThePast"));
        else if (wanted.Until < wanted.From)
            errors.Add(new FieldError("/until", "field.beforeItBegins"));
        return errors.Count == 0
            ? (deputy!, wanted.From!.Value, wanted.Until!.Value)
            : throw new RefusedException("invalid") { Fields = errors };
    }

    // Two at the same time for the same would leave open who is meant.
    private async Task RefuseOverlapAsync(
        Person person,
        DateOnly from,
        DateOnly until,
        string? process,
        CancellationToken stop
    )
    {
        var other = await db.Deputies.FirstOrDefaultAsync(
            d =>
                d.PersonId == person.Id
                && d.EndedAt == null
                && d.ProcessKey == process
                && d.From <= until
                && from <= d.Until,
            stop
        );
        if (other is not null)
            throw PeopleNamed.Wrong(
                "/from",
                "field.deputyAlready",
                directory.Current.Find(other.DeputyId)?.Name ?? "",
                Day(other.From),
                Day(other.Until)
            );
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A deputy to be named.</summary>
/// <param name="Deputy">Sign-in name.</param>
/// <param name="Process">Key of a process; null for all.</param>
/// <param name="For">Sign-in name of the person; null for oneself.</param>
public sealed record NewDeputy(
    string? Deputy,
    DateOnly? From,
    DateOnly? Until,
    string? Process = null,
    string? For = null
);

/// <summary>Ends a deputyship before its time; the deputy no longer sees the person's tasks.</summary>
public sealed class EndDeputy(UnitOfWork unit, CasesDb db, PeopleDirectory directory, Access access, TimeProvider clock)
{
    /// <summary>Ending what has ended changes nothing.</summary>
    /// <exception cref="RefusedException">NotFound also for who has nothing to do with it; Forbidden to the deputy.</exception>
    public async Task RunAsync(Guid id, Actor actor, CancellationToken stop)
    {
        await unit.RunAsync(token => EndAsync(id, actor, token), stop);
        await directory.RefreshAsync(stop);
    }

    private async Task EndAsync(Guid id, Actor actor, CancellationToken stop)
    {
        var deputy = await db.Deputies.FindAsync([id], stop);
        var who = directory.Current.Find(actor.PersonId);
        if (deputy is null || directory.Current.Find(deputy.PersonId) is not { } person)
            throw new RefusedException("deputy.unknown") { Kind = RefusalKind.NotFound };
        if (!access.MaySetDeputyOf(who, person))
            throw new RefusedException("deputy.notYours") { Kind = RefusalKind.Forbidden };
        if (deputy.EndedAt is null)
            (deputy.EndedAt, deputy.EndedById) = (clock.GetUtcNow(), actor.PersonId);
    }
}
