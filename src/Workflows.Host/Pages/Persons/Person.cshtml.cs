using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>One person; administrators also see the history and what would be left, deactivate and reset the password.</summary>
public sealed class PersonPage(
    DirectoryList list,
    PeopleDirectory directory,
    LeftToHandOver leftovers,
    DeactivatePerson deactivate,
    ReactivatePerson reactivate,
    OneTimePassword passwords,
    CasesDb db,
    CurrentPerson current,
    Access access,
    Texts texts
) : PageModel
{
    private const int MostFacts = 200;

    public DirectoryRow Row { get; private set; } = null!;
    public bool IsAdministrator => access.MayAdminister(current.Require());
    public Leftovers? Left { get; private set; }
    public IReadOnlyList<PersonFact> History { get; private set; } = [];

    /// <summary>Shown once, in the answer to the request that made it.</summary>
    public string? Password { get; private set; }
    public string? LastDay { get; private set; }
    public string? LastDayError { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (directory.Current.Find(id) is not { } person)
            return NotFound();
        Row = list.Find(person.SignInName)!;
        if (!IsAdministrator)
            return Page();
        Left = await leftovers.CountAsync(id, stop);
        History = await db
            .PersonFacts.AsNoTracking()
            .Where(f => f.PersonId == id)
            .OrderByDescending(f => f.From)
            .ThenByDescending(f => f.Id)
            .Take(MostFacts)
            .ToListAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostDeactivateAsync(Guid id, string? lastDay, CancellationToken stop)
    {
        try
        {
            var day = TypedDay.Read(lastDay, "/lastDay");
            if (await this.TryAsync(texts, () => deactivate.RunAsync(id, current.Actor(Channel.Web), stop, day)))
                TempData["Done"] = texts["directory.deactivated"];
            return LocalRedirect($"/people/{id}");
        }
        catch (RefusedException refused) when (refused.Fields is [var error, ..])
        {
            (LastDay, LastDayError) = (lastDay, texts[$"refusals.{error.Code}", error.Arguments]);
            return await OnGetAsync(id, stop);
        }
    }

    public async Task<IActionResult> OnPostReactivateAsync(Guid id, CancellationToken stop)
    {
        if (await this.TryAsync(texts, () => reactivate.RunAsync(id, current.Actor(Channel.Web), stop)))
            TempData["Done"] = texts["directory.reactivated"];
        return LocalRedirect($"/people/{id}");
    }

    public async Task<IActionResult> OnPostPasswordAsync(Guid id, CancellationToken stop)
    {
        Password = await passwords.IssueAsync(id, current.Actor(Channel.Web));
        return await OnGetAsync(id, stop);
    }

    public string NameOf(Guid id) =>
        id == Guid.Empty ? texts["directory.system"] : directory.Current.Find(id)?.Name ?? "";

    /// <summary>The fact's value as it is read.</summary>
    public string ValueOf(PersonFact fact) =>
        fact.What switch
        {
            FactKind.Department => Said(directory.Current.Department(fact.Value)?.Name, fact.Value),
            FactKind.Role => Said(directory.Current.Role(fact.Value)?.Name, fact.Value),
            FactKind.Supervisor => Guid.TryParse(fact.Value, out var id) ? NameOf(id) : "",
            FactKind.Validity => fact.Value == "/" ? texts["directory.always"] : fact.Value.Replace("/", " – "),
            _ => fact.Value,
        };

    private string Said(LocalText? name, string key) => name is null ? key : texts.Of(name);
}
