using Workflows.Cases.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Handover;

/// <summary>Hands over what still hangs on a person, in one transaction [B6] [B8-4]: customers to their successors, tasks and
/// cases applied for to whoever takes them on, deputyships end, and the person may no longer open customer files.</summary>
public sealed class HandOver(
    UnitOfWork unit,
    CasesDb db,
    RemainingOf remaining,
    PeopleDirectory directory,
    AssignResponsible responsibles,
    CloseCustomerFiles files,
    TransferTask transfers,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    private const int AtOnce = 500;
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>What cannot be handed over — the successor has left, or would approve their own case — stays and is found
    /// again by <see cref="RemainingOf"/>.</summary>
    /// <returns>What was handed over, in the order it was.</returns>
    public Task<IReadOnlyList<HandedOver>> RunAsync(Guid caseId, HandOverPlan plan, CancellationToken stop) =>
        unit.RunAsync(token => RunInUnitAsync(caseId, plan, token), stop);

    private async Task<IReadOnlyList<HandedOver>> RunInUnitAsync(Guid caseId, HandOverPlan plan, CancellationToken stop)
    {
        var leaver = directory.Current.Find(plan.Person) ?? throw new RefusedException("field.nobody", plan.Person);
        var one = await db.LockCaseAsync(caseId, stop);
        var found = await remaining.FindAsync(leaver, caseId, stop);
        var done = new List<HandedOver>();
        await CustomersAsync(one, leaver, found, plan, done, stop);
        if (Able(plan.Tasks, leaver) is { } next)
        {
            foreach (var task in found.Tasks.OrderBy(t => t.CaseId))
                await TaskAsync(one, leaver, task, next, done, stop);
            foreach (var applied in found.Cases.OrderBy(c => c.Id))
                await CaseAsync(one, leaver, applied.Id, next, done, stop);
        }
        foreach (var deputy in found.Deputies)
        {
            (deputy.EndedAt, deputy.EndedById) = (clock.GetUtcNow(), one.ApplicantId);
            var other = directory.Current.Find(deputy.PersonId == leaver.Id ? deputy.DeputyId : deputy.PersonId);
            done.Add(new HandedOver(HandedOver.Deputy, "", LocalText.Same(other?.Name ?? ""), []));
        }
        if (plan.CloseFiles)
            await files.RunAsync(leaver.Id, stop);
        await directory.RefreshAfterAsync(unit, stop);
        await db.SaveChangesAsync(stop);
        var counts = done.GroupBy(d => d.Kind).ToDictionary(g => g.Key, g => g.Count());
        timeline.Write(
            one,
            new Happening("handover.done", Flow) { Details = new { to = new[] { leaver.Name }, counts } }
        );
        return done;
    }

    private async Task CustomersAsync(
        Case one,
        Person leaver,
        Remaining found,
        HandOverPlan plan,
        List<HandedOver> done,
        CancellationToken stop
    )
    {
        var handed = found
            .Customers.Select(c => new HandedOver(
                HandedOver.Customer,
                c.Number,
                LocalText.Same(c.Name),
                Successors(plan.ByCustomer.GetValueOrDefault(c.Number) ?? plan.Customers, leaver)
            ))
            .Where(h => h.To.Count > 0)
            .ToList();
        var ids = found.Customers.ToDictionary(c => c.Number, c => c.Id);
        // Many at once: one by one, ten thousand customers would keep everybody else waiting for minutes.
        foreach (var same in handed.GroupBy(h => string.Join(',', h.To.Select(p => p.Id))))
        foreach (var some in same.Chunk(AtOnce))
            await responsibles.ForCaseAsync(
                [.. some.Select(h => ids[h.Number])],
                Responsibles.Replace(leaver.Id, [.. some[0].To.Select(p => p.Id)]),
                one.Id,
                Flow,
                stop
            );
        done.AddRange(handed);
    }

    private List<Person> Successors(IReadOnlyList<string> names, Person leaver) =>
        [.. names.Select(n => Able(n, leaver)).OfType<Person>().DistinctBy(p => p.Id)];

    private async Task TaskAsync(
        Case one,
        Person leaver,
        CaseTask task,
        Person next,
        List<HandedOver> done,
        CancellationToken stop
    )
    {
        var its = await db.LockCaseAsync(task.CaseId, stop);
        // Nobody approves their own case: then it is for whoever leads the leaver.
        var to = Access.MayTakeOver(next, its, task) ? next : directory.Current.SupervisorOf(leaver);
        if (to is not { IsActive: true } || !Access.MayTakeOver(to, its, task))
            return;
        await transfers.ForCaseAsync(its, task, leaver, to, one.Number, stop);
        done.Add(new HandedOver(HandedOver.Task, its.Number, task.Title, [to]));
    }

    private async Task CaseAsync(
        Case one,
        Person leaver,
        Guid id,
        Person next,
        List<HandedOver> done,
        CancellationToken stop
    )
    {
        var applied = await db.LockCaseAsync(id, stop);
        applied.ApplicantId = next.Id;
        var details = new
        {
            key = next.Id,
            from = leaver.Name,
            number = one.Number,
            to = new[] { next.Name },
        };
        timeline.Write(applied, new Happening("case.handedOver", Flow) { Details = details });
        done.Add(new HandedOver(HandedOver.Case, applied.Number, LocalText.Same(applied.Summary), [next]));
    }

    private Person? Able(string? name, Person leaver) =>
        name is { Length: > 0 } && directory.Current.Find(name) is { IsActive: true } person && person.Id != leaver.Id
            ? person
            : null;
}

/// <summary>Who takes over what of a person; sign-in names.</summary>
/// <param name="Customers">The successors of customers that are not named singly.</param>
/// <param name="ByCustomer">The successors of single customers, by number.</param>
/// <param name="Tasks">Who takes on tasks and cases applied for.</param>
/// <param name="CloseFiles">Whether the person may open no customer file at all from now on; who only moves keeps what the
/// new place gives them.</param>
public sealed record HandOverPlan(
    string Person,
    IReadOnlyList<string> Customers,
    IReadOnlyDictionary<string, IReadOnlyList<string>> ByCustomer,
    string? Tasks,
    bool CloseFiles = true
);

/// <summary>One thing that was handed over.</summary>
public sealed record HandedOver(string Kind, string Number, LocalText Name, IReadOnlyList<Person> To)
{
    public const string Customer = "customer";
    public const string Task = "task";
    public const string Case = "case";
    public const string Deputy = "deputy";
}
