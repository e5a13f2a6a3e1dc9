using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>An administrator adds a person, or changes one.</summary>
public sealed class EditPersonPage(
    EditPeople edit,
    OneTimePassword passwords,
    PeopleDirectory directory,
    CasesDb db,
    CurrentPerson current,
    Access access,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];
    private PersonTyped? now;

    [BindProperty]
    public PersonTyped Typed { get; set; } = new();
    public Person? Known { get; private set; }
    public Organisation People => directory.Current;
    public string? Refused { get; private set; }

    /// <summary>Shown once, in the answer to the request that added the person.</summary>
    public string? Password { get; private set; }
    public Guid AddedId { get; private set; }

    /// <summary>Which state of the person the form was filled from.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken stop) =>
        await OpenAsync(id, stop) ?? Fill();

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken stop)
    {
        if (await OpenAsync(id, stop) is { } closed)
            return closed;
        try
        {
            var actor = current.Actor(Channel.Web);
            var entry = Typed.ToEntry();
            if (Known is not null)
            {
                await edit.ChangeAsync(Known.Id, entry, Revision, actor, stop);
                TempData["Done"] = texts["directory.saved"];
                return LocalRedirect($"/people/{Known.Id}");
            }
            AddedId = await edit.AddAsync(entry, actor, stop);
            Password = await passwords.IssueAsync(AddedId, actor);
        }
        catch (RefusedException refused)
        {
            (errors, Refused) = (refused.Fields, texts.Say(refused));
            if (refused.Code == EditPeople.ChangedMeanwhile)
                await ShowNowAsync(id!.Value, stop);
        }
        return Page();
    }

    public string? ErrorAt(string path) =>
        errors.FirstOrDefault(e => e.Path == path) is { } error
            ? texts[$"refusals.{error.Code}", error.Arguments]
            : null;

    /// <summary>What the person's record says by now, where that is not what was typed and somebody else was first.</summary>
    public string? NowAt(string field)
    {
        if (now is null || now.Shown(field, People, texts) is var saved && saved == Typed.Shown(field, People, texts))
            return null;
        return saved.Length > 0 ? saved : texts["data.blank"];
    }

    private async Task<IActionResult?> OpenAsync(Guid? id, CancellationToken stop)
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        if (id is null)
            return null;
        Known = await ReadAsync(id.Value, stop);
        return Known is null ? NotFound() : null;
    }

    // Not from the directory in memory: another host's change arrives there a minute later.
    private Task<Person?> ReadAsync(Guid id, CancellationToken stop) =>
        db.People.AsNoTracking().Include(p => p.Roles).FirstOrDefaultAsync(p => p.Id == id, stop);

    private async Task ShowNowAsync(Guid id, CancellationToken stop)
    {
        Known = (await ReadAsync(id, stop))!;
        now = PersonTyped.Of(Known, People);
        // Whoever has seen the difference and saves again means it.
        Revision = Known.Revision;
        ModelState.Remove(nameof(Revision));
    }

    private PageResult Fill()
    {
        if (Known is not null)
            (Typed, Revision) = (PersonTyped.Of(Known, People), Known.Revision);
        return Page();
    }
}

/// <summary>The form as it was typed; what is no date stays in its field.</summary>
public sealed class PersonTyped
{
    public string? SignInName { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Language { get; set; }
    public string? Department { get; set; }
    public string? Supervisor { get; set; }
    public List<string> Roles { get; set; } = [];
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public string? JoinedOn { get; set; }

    internal static PersonTyped Of(Person person, Organisation people) =>
        new()
        {
            SignInName = person.SignInName,
            Name = person.Name,
            Email = person.Email,
            Language = person.Language,
            Department = person.DepartmentKey,
            Supervisor = person.SupervisorId is { } id ? people.Find(id)?.SignInName : null,
            Roles = [.. person.Roles.Select(r => r.RoleKey)],
            ValidFrom = person.ValidFrom?.ToString("yyyy-MM-dd"),
            ValidTo = person.ValidTo?.ToString("yyyy-MM-dd"),
            JoinedOn = person.JoinedOn?.ToString("yyyy-MM-dd"),
        };

    /// <summary>A field as people read it.</summary>
    internal string Shown(string field, Organisation people, Texts texts) =>
        field switch
        {
            "name" => Name ?? "",
            "email" => Email ?? "",
            "validFrom" => ValidFrom ?? "",
            "validTo" => ValidTo ?? "",
            "joinedOn" => JoinedOn ?? "",
            "language" => Language ?? "",
            "department" => people.Department(Department ?? "") is { } known ? texts.Of(known.Name) : "",
            "supervisor" => people.Find(Supervisor ?? "")?.Name ?? "",
            "roles" => string.Join(
                "、",
                Roles.Order(StringComparer.Ordinal).Select(r => people.Role(r) is { } role ? texts.Of(role.Name) : r)
            ),
            _ => "",
        };

    internal PersonEntry ToEntry() =>
        new(
            SignInName,
            Name,
            Email,
            Language,
            Department,
            Supervisor,
            Roles,
            TypedDay.Read(ValidFrom, "/validFrom"),
            TypedDay.Read(ValidTo, "/validTo"),
            TypedDay.Read(JoinedOn, "/joinedOn")
        );
}
