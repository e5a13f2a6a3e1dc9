using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>An administrator adds a person, or changes one.</summary>
public sealed class EditPersonPage(
    EditPeople edit,
    OneTimePassword passwords,
    PeopleDirectory directory,
    CurrentPerson current,
    Access access,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    [BindProperty]
    public PersonTyped Typed { get; set; } = new();
    public Person? Known { get; private set; }
    public Organisation People => directory.Current;
    public string? Refused { get; private set; }

    /// <summary>Shown once, in the answer to the request that added the person.</summary>
    public string? Password { get; private set; }
    public Guid AddedId { get; private set; }

    public IActionResult OnGet(Guid? id) => Open(id) ?? Fill();

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken stop)
    {
        if (Open(id) is { } closed)
            return closed;
        try
        {
            var actor = current.Actor(Channel.Web);
            var entry = Typed.ToEntry();
            if (Known is not null)
            {
                await edit.ChangeAsync(Known.Id, entry, actor, stop);
                TempData["Done"] = texts["directory.saved"];
                return LocalRedirect($"/people/{Known.Id}");
            }
            AddedId = await edit.AddAsync(entry, actor, stop);
            Password = await passwords.IssueAsync(AddedId, actor);
        }
        catch (RefusedException refused)
        {
            (errors, Refused) = (refused.Fields, texts.Say(refused));
        }
        return Page();
    }

    public string? ErrorAt(string path) =>
        errors.FirstOrDefault(e => e.Path == path) is { } error
            ? texts[$"refusals.{error.Code}", error.Arguments]
            : null;

    private IActionResult? Open(Guid? id)
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        if (id is null)
            return null;
        Known = People.Find(id.Value);
        return Known is null ? NotFound() : null;
    }

    private PageResult Fill()
    {
        if (Known is not null)
            Typed = PersonTyped.Of(Known, People);
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
