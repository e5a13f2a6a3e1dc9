using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Registers.Views;

/// <summary>Names a view of a register, renames or changes it, deletes it and takes that back.</summary>
public sealed class SaveRegisterView(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    RegisterViewAccess access,
    TimeProvider clock
)
{
    private const int MostOfOne = 50;
    private const int LongestName = 60;
    private const int LongestQuery = 1000;

    /// <exception cref="RefusedException">Invalid at <c>/name</c> or <c>/query</c>; Forbidden to share.</exception>
    public Task<Guid> AddAsync(string process, RegisterViewInput input, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var person = Require(actor);
                await CheckAsync(process, input, person, null, token);
                if (await Own(process, person.Id).CountAsync(token) >= MostOfOne)
                    throw PeopleNamed.Wrong("/name", "field.tooManyItems", MostOfOne);
                var view = new RegisterView
                {
                    ProcessKey = process,
                    OwnerId = person.Id,
                    Name = input.Name!.Trim(),
                    Query = input.Query ?? "",
                    IsShared = input.IsShared,
                    IsDefault = input.IsDefault,
                };
                await TakeDefaultAsync(view, token);
                db.RegisterViews.Add(view);
                return view.Id;
            },
            stop
        );

    /// <param name="process">Whose register it must be.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden; Invalid at <c>/name</c>.</exception>
    public Task ChangeAsync(string process, Guid id, RegisterViewInput input, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var (view, person) = await FindAsync(process, id, actor, token);
                if (view.DeletedAt is not null)
                    throw Unknown();
                await CheckAsync(process, input, person, view, token);
                view.Name = input.Name!.Trim();
                view.Query = input.Query ?? view.Query;
                (view.IsShared, view.IsDefault) = (input.IsShared, input.IsDefault);
                view.Revision++;
                await TakeDefaultAsync(view, token);
            },
            stop
        );

    /// <summary>Deletes it; deleting what is deleted changes nothing.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="RefusedException">NotFound; Forbidden.</exception>
    public Task<string> DeleteAsync(string process, Guid id, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var (view, _) = await FindAsync(process, id, actor, token);
                view.DeletedAt ??= clock.GetUtcNow();
                view.Revision++;
                return view.Name;
            },
            stop
        );

    /// <summary>Takes a deletion back.</summary>
    /// <exception cref="RefusedException">NotFound; Forbidden; Invalid at <c>/name</c> when another bears it now.</exception>
    public Task<string> RestoreAsync(string process, Guid id, Actor actor, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var (view, _) = await FindAsync(process, id, actor, token);
                await RefuseTakenNameAsync(process, view.Name, view.OwnerId, view.Id, token);
                view.DeletedAt = null;
                view.Revision++;
                await TakeDefaultAsync(view, token);
                return view.Name;
            },
            stop
        );

    private async Task CheckAsync(
        string process,
        RegisterViewInput input,
        Person person,
        RegisterView? view,
        CancellationToken stop
    )
    {
        var name = input.Name?.Trim() ?? "";
        if (name.Length == 0)
            throw PeopleNamed.Wrong("/name", "field.required");
        if (name.Length > LongestName)
            throw PeopleNamed.Wrong("/name", "field.tooLong", LongestName);
        if (input.Query?.Length > LongestQuery)
            throw PeopleNamed.Wrong("/query", "field.tooLong", LongestQuery);
        if (input.IsShared && view?.IsShared != true && !access.MayShare(person))
            throw new RefusedException("register.mayNotShare") { Kind = RefusalKind.Forbidden };
        await RefuseTakenNameAsync(process, name, view?.OwnerId ?? person.Id, view?.Id, stop);
    }

    private async Task RefuseTakenNameAsync(
        string process,
        string name,
        Guid owner,
        Guid? except,
        CancellationToken stop
    )
    {
        if (await Own(process, owner).AnyAsync(v => v.Name == name && v.Id != except, stop))
            throw PeopleNamed.Wrong("/name", "field.viewNameTaken", name);
    }

    // There is one default for oneself, and one for everybody.
    private async Task TakeDefaultAsync(RegisterView view, CancellationToken stop)
    {
        if (!view.IsDefault)
            return;
        var others = db.RegisterViews.Where(v => v.ProcessKey == view.ProcessKey && v.Id != view.Id && v.IsDefault);
        others = view.IsShared
            ? others.Where(v => v.IsShared)
            : others.Where(v => !v.IsShared && v.OwnerId == view.OwnerId);
        foreach (var other in await others.ToListAsync(stop))
        {
            other.IsDefault = false;
            other.Revision++;
        }
    }

    private async Task<(RegisterView View, Person Person)> FindAsync(
        string process,
        Guid id,
        Actor actor,
        CancellationToken stop
    )
    {
        var person = Require(actor);
        var view = await db.RegisterViews.SingleOrDefaultAsync(v => v.Id == id && v.ProcessKey == process, stop);
        if (view is null || view.OwnerId != person.Id && !view.IsShared)
            throw Unknown();
        return access.MayChange(person, view)
            ? (view, person)
            : throw new RefusedException("register.viewNotYours") { Kind = RefusalKind.Forbidden };
    }

    private IQueryable<RegisterView> Own(string process, Guid owner) =>
        db.RegisterViews.Where(v => v.ProcessKey == process && v.OwnerId == owner && v.DeletedAt == null);

    private Person Require(Actor actor) =>
        directory.Current.Find(actor.PersonId) is { IsActive: true } person ? person : throw Unknown();

    private static RefusedException Unknown() => new("register.unknownView") { Kind = RefusalKind.NotFound };
}

/// <summary>What a view is to be.</summary>
/// <param name="Query">Filter, order and columns as the register's address names them; null leaves them as they are.</param>
public sealed record RegisterViewInput(string? Name, string? Query, bool IsShared = false, bool IsDefault = false);
