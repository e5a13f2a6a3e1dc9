using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Customers;

/// <summary>The one place that says who may open a customer file [B7]: who looks after the customer and their deputies, the
/// roles of the policy's <c>customers.readRoles</c>, and whoever was granted it for a period. For everybody else there is no
/// such file: pages, API, search, options and exports ask here.</summary>
public sealed class CustomerAccess(
    CasesDb db,
    ActingFor acting,
    PeopleDirectory directory,
    Policy policy,
    CompanyTime time,
    TimeProvider clock
)
{
    private const string UsualReaders = "info, cs, cs-manager, sales-manager, sales-vp, vp, gm, gm-office, admin";

    /// <summary>Those who keep the files: create, edit, import, and see who opened them.</summary>
    private static readonly string[] Keepers = ["info", "admin"];

    /// <summary>Whether the person may open every file, by their role or as the deputy of somebody in all their work.</summary>
    public bool ReadsAll(Person person) =>
        IsOpen(person) && (HasReadRole(person) || Principals(person).Any(HasReadRole));

    /// <summary>Whether the person keeps the customer files (客户档案专管员).</summary>
    public bool Keeps(Person person) => IsOpen(person) && person.Roles.Exists(r => Keepers.Contains(r.RoleKey));

    /// <summary>The files that the person may open.</summary>
    public IQueryable<CustomerFile> OpenTo(Person person)
    {
        if (ReadsAll(person))
            return db.Customers;
        if (!IsOpen(person))
            return db.Customers.Where(c => false);
        var (me, today) = (person.Id, Today());
        var responsible = Principals(person).Select(p => p.Id).Prepend(me).ToList();
        return db.Customers.Where(c =>
            c.Responsibles.Any(r => responsible.Contains(r.PersonId))
            || db.CustomerGrants.Any(g =>
                g.CustomerId == c.Id && g.PersonId == me && g.EndedAt == null && g.From <= today && today <= g.Until
            )
        );
    }

    /// <summary>By which right the person opens a file that <see cref="OpenTo"/> let through: the nearest one.</summary>
    /// <param name="file">Read with its responsible people.</param>
    public ViewRight RightTo(Person person, CustomerFile file)
    {
        if (file.Responsibles.Exists(r => r.PersonId == person.Id))
            return ViewRight.Responsible;
        if (HasReadRole(person))
            return ViewRight.Role;
        var principals = Principals(person).ToList();
        return principals.Exists(p => HasReadRole(p) || file.Responsibles.Exists(r => r.PersonId == p.Id))
            ? ViewRight.Deputy
            : ViewRight.Grant;
    }

    /// <summary>Whether the person may write dated entries into the file: who looks after the customer, and who keeps the
    /// files.</summary>
    /// <param name="file">Read with its responsible people.</param>
    public bool MayWriteIn(Person person, CustomerFile file) =>
        Keeps(person)
        || IsOpen(person)
            && Principals(person).Prepend(person).Any(p => file.Responsibles.Exists(r => r.PersonId == p.Id));

    /// <summary>The actor keeps the files, and every one of these can be opened.</summary>
    /// <exception cref="RefusedException">NotFound when the actor may not open one of them; Forbidden when they may only
    /// read.</exception>
    public async Task RequireKeeperAsync(IReadOnlyCollection<Guid> customers, Actor actor, CancellationToken stop)
    {
        var person = directory.Current.Find(actor.PersonId);
        if (person is not null && Keeps(person))
            return;
        var open = person is null ? [] : await OpenTo(person).Where(c => customers.Contains(c.Id)).ToListAsync(stop);
        throw open.Count == customers.Count && open.Count > 0
            ? new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden }
            : CustomerLookup.Unknown(customers.FirstOrDefault(id => open.TrueForAll(c => c.Id != id)).ToString());
    }

    private bool HasReadRole(Person person) =>
        IsOpen(person) && person.Roles.Exists(r => ReadRoles().Contains(r.RoleKey));

    private string[] ReadRoles() =>
        (policy.Word("customers.readRoles") ?? UsualReaders).Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );

    // Who stands in for somebody in one process only does not look after their customers.
    private IEnumerable<Person> Principals(Person person) =>
        acting.AllPrincipalsOf(person).Where(p => p.Process is null).Select(p => p.Principal);

    private static bool IsOpen(Person person) => person is { IsActive: true, CustomerFilesClosedAt: null };

    private DateOnly Today() => time.DayOf(clock.GetUtcNow());
}
