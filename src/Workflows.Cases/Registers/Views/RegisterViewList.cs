using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Registers.Views;

/// <summary>The views of a register that somebody can choose: their own, and those that are shared.</summary>
public sealed class RegisterViewList(CasesDb db, RegisterViewAccess access, PeopleDirectory directory)
{
    /// <summary>Own ones first, each kind by name.</summary>
    public async Task<IReadOnlyList<RegisterViewRow>> ForAsync(string process, Person person, CancellationToken stop)
    {
        var found = await db
            .RegisterViews.AsNoTracking()
            .Where(v => v.ProcessKey == process && v.DeletedAt == null && (v.OwnerId == person.Id || v.IsShared))
            .OrderBy(v => v.Name)
            .ToListAsync(stop);
        return [.. found.OrderBy(v => v.OwnerId != person.Id).Select(v => Row(v, person))];
    }

    /// <summary>The one whose address was followed; null when it is gone or somebody else's.</summary>
    public static RegisterViewRow? Find(IEnumerable<RegisterViewRow> views, string? id) =>
        Guid.TryParse(id, out var known) ? views.FirstOrDefault(v => v.Id == known) : null;

    /// <summary>What the register begins with: one's own choice, else that for everybody.</summary>
    public static RegisterViewRow? DefaultOf(IEnumerable<RegisterViewRow> views) =>
        views.OrderBy(v => !v.IsOwn).FirstOrDefault(v => v.IsDefault);

    private RegisterViewRow Row(RegisterView view, Person person) =>
        new(
            view.Id,
            view.Name,
            view.Query,
            view.IsShared,
            view.IsDefault,
            view.OwnerId == person.Id,
            directory.Current.Find(view.OwnerId)?.Name ?? "",
            access.MayChange(person, view)
        );
}

/// <summary>A view as it is offered.</summary>
public sealed record RegisterViewRow(
    Guid Id,
    string Name,
    string Query,
    bool IsShared,
    bool IsDefault,
    bool IsOwn,
    string OwnerName,
    bool MayChange
);

/// <summary>Who may share views of a register, and change those of others.</summary>
public sealed class RegisterViewAccess(Access access, PeopleDirectory directory)
{
    /// <summary>Managers, the company's leaders, process owners and administrators.</summary>
    public bool MayShare(Person person) =>
        access.Oversees(person)
        || access.MayRepair(person)
        || directory.Current.People.Any(p => p.IsActive && p.SupervisorId == person.Id);

    public bool MayChange(Person person, RegisterView view) =>
        view.OwnerId == person.Id || view.IsShared && access.MayRepair(person);
}
