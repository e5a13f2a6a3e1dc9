using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>What every act on people has to keep to.</summary>
internal static class PeopleRules
{
    /// <summary>People change people only as administrators; flows and timers do what their definition says.</summary>
    public static void RequireAdministrator(Actor actor, PeopleDirectory directory, Access access)
    {
        if (actor.Channel is Channel.Flow or Channel.Timer)
            return;
        if (directory.Current.Find(actor.PersonId) is not { } who || !access.MayAdminister(who))
            throw new RefusedException("people.notYours") { Kind = RefusalKind.Forbidden };
    }

    /// <summary>Somebody new, with nothing but what cannot change later.</summary>
    public static Person New(PersonEntry entry) =>
        new()
        {
            SignInName = entry.SignInName!,
            Name = "",
            Email = "",
            DepartmentKey = "",
        };

    /// <summary>Reads the person and holds the row until the unit ends, so that two acts on one person come one after the
    /// other; on SQLite the unit is alone anyway.</summary>
    public static async Task<Person> LoadAsync(CasesDb db, Guid id, CancellationToken stop) =>
        await Held(db, id).Include(p => p.Roles).FirstOrDefaultAsync(p => p.Id == id, stop)
        ?? throw new RefusedException("people.unknown") { Kind = RefusalKind.NotFound };

    private static IQueryable<Person> Held(CasesDb db, Guid id) =>
        db.Database.IsNpgsql()
            ? db.People.FromSql($"""SELECT * FROM "People" WHERE "Id" = {id} FOR UPDATE""")
            : db.People;

    /// <summary>Refuses when nobody else could look after the system any more.</summary>
    public static async Task KeepAnAdministratorAsync(CasesDb db, Person person, CancellationToken stop)
    {
        if (await IsLastAdministratorAsync(db, person, stop))
            throw new RefusedException("people.lastAdministrator", person.Name) { Kind = RefusalKind.Conflict };
    }

    /// <summary>Whether nobody else could look after the system without the person.</summary>
    public static async Task<bool> IsLastAdministratorAsync(CasesDb db, Person person, CancellationToken stop) =>
        person.IsActive
        && person.HasRole("admin")
        && !await db
            .People.Where(p => p.Id != person.Id && p.IsActive && p.ValidTo == null)
            .AnyAsync(p => p.Roles.Any(r => r.RoleKey == "admin"), stop);
}
