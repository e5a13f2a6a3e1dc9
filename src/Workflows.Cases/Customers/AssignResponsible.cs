using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>Gives customers other responsible people [B4] [B6]: one customer by hand, or all those of a leaver at once. What
/// they were and are stays in each file's history. Whoever is taken out may no longer open the file [B8-4].</summary>
public sealed class AssignResponsible(
    UnitOfWork unit,
    CasesDb db,
    CustomerAccess access,
    PeopleDirectory directory,
    ProcessCatalog processes,
    CaseNumbers numbers,
    TimeProvider clock
)
{
    /// <summary>The refusal's code when somebody else has said who looks after the customer meanwhile.</summary>
    public const string ChangedMeanwhile = "customer.assignedMeanwhile";

    /// <summary>By hand: only for who keeps the files.</summary>
    /// <exception cref="RefusedException">NotFound for who may not open one of them, Forbidden for who may only read it;
    /// Invalid when somebody has left; Conflict when they are no longer those of <see cref="Responsibles.Seen"/>.</exception>
    public Task RunAsync(
        IReadOnlyCollection<Guid> customers,
        Responsibles wanted,
        Actor actor,
        CancellationToken stop
    ) =>
        unit.RunAsync(
            async token =>
            {
                await access.RequireKeeperAsync(customers, actor, token);
                await AssignAsync(customers, wanted, actor, null, token);
            },
            stop
        );

    /// <summary>By a case, which the history then names: who may is for its flow to say.</summary>
    /// <exception cref="RefusedException">NotFound when there is no such customer; Invalid when somebody has left.</exception>
    public Task ForCaseAsync(
        IReadOnlyCollection<Guid> customers,
        Responsibles wanted,
        Guid caseId,
        Actor actor,
        CancellationToken stop
    ) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                await numbers.AssignAsync(one, processes.Get(one.ProcessKey), token);
                await AssignAsync(customers, wanted, actor, one, token);
            },
            stop
        );

    private async Task AssignAsync(
        IReadOnlyCollection<Guid> customers,
        Responsibles wanted,
        Actor actor,
        Case? one,
        CancellationToken stop
    )
    {
        CheckPeople(wanted);
        var files = await db
            .Customers.Include(c => c.Responsibles)
            .Where(c => customers.Contains(c.Id))
            .ToListAsync(stop);
        if (customers.FirstOrDefault(id => files.TrueForAll(f => f.Id != id)) is var missing && missing != Guid.Empty)
            throw CustomerLookup.Unknown(missing.ToString());
        if (
            wanted.Seen is { } seen
            && files.Exists(f => !seen.ToHashSet().SetEquals(f.Responsibles.Select(r => r.PersonId)))
        )
            throw new RefusedException(ChangedMeanwhile) { Kind = RefusalKind.Conflict };
        foreach (var file in files)
            db.Assign(file, wanted, directory.Current, SourceOf(actor, one));
    }

    private ChangeCause SourceOf(Actor actor, Case? one) =>
        new(
            one is null ? ChangeSource.Hand : ChangeSource.Case,
            actor.PersonId == Guid.Empty ? one?.ApplicantId ?? Guid.Empty : actor.PersonId,
            clock.GetUtcNow(),
            one
        );

    private void CheckPeople(Responsibles wanted)
    {
        foreach (var id in wanted.Add.Concat(wanted.All ?? []))
            if (directory.Current.Find(id) is not { IsActive: true })
                throw new RefusedException("invalid")
                {
                    Fields =
                    [
                        new FieldError("/responsibles", "field.nobody", directory.Current.Find(id)?.Name ?? $"{id}"),
                    ],
                };
    }
}

/// <summary>How the responsible people of customers are to change: some added, some taken out, or all replaced.</summary>
public sealed record Responsibles
{
    /// <summary>Ids of people to be added.</summary>
    public IReadOnlyCollection<Guid> Add { get; init; } = [];

    /// <summary>Ids of people to be taken out.</summary>
    public IReadOnlyCollection<Guid> Remove { get; init; } = [];

    /// <summary>When given, exactly these remain.</summary>
    public IReadOnlyCollection<Guid>? All { get; init; }

    /// <summary>Who they were when somebody looked; null for who does not care.</summary>
    public IReadOnlyCollection<Guid>? Seen { get; init; }

    /// <summary>Successors step in for somebody who leaves.</summary>
    public static Responsibles Replace(Guid leaver, params Guid[] successors) =>
        new() { Remove = [leaver], Add = successors };
}
