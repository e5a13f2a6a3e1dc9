using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.SignIn;
using Workflows.Host.Startup;

namespace Workflows.Host.Pages;

/// <summary>Lets people in. In the demo every sample account is one button.</summary>
[AllowAnonymous]
public sealed class SignInPage(
    SignInPerson signIn,
    PeopleDirectory directory,
    Texts texts,
    CurrentPerson current,
    DemoMode demo,
    IServiceProvider services
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true, Name = "user")]
    public string? Name { get; set; }

    /// <summary>After the session here has ended, the provider's may be ended as well.</summary>
    [BindProperty(SupportsGet = true, Name = "signedOut")]
    public bool HasSignedOut { get; set; }

    /// <summary>Where else people sign in; null when only here.</summary>
    public OpenIdSettings? Provider { get; } = services.GetService<OpenIdSettings>();
    public string? Refused { get; private set; }
    public IReadOnlyList<(Person Person, string Role)> Samples { get; private set; } = [];

    private bool IsDemo => demo.IsOn;

    public IActionResult OnGet()
    {
        if (current.Find() is not null)
            return Back();
        ListSamples();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string? password, bool remember) =>
        SignInAsync(Name ?? "", password ?? "", remember);

    public async Task<IActionResult> OnPostSampleAsync() =>
        IsDemo ? await SignInAsync(Name ?? "", FirstAccounts.SamplePassword, false) : NotFound();

    private async Task<IActionResult> SignInAsync(string user, string password, bool remember)
    {
        try
        {
            await signIn.WithCookieAsync(user, password, remember);
            return Back();
        }
        catch (RefusedException refused)
        {
            Refused = texts[$"refusals.{refused.Code}", [.. refused.Arguments]];
            ListSamples();
            return Page();
        }
    }

    // Only addresses of this host: a link must not lead elsewhere after the password was typed.
    private LocalRedirectResult Back() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");

    private void ListSamples()
    {
        if (!IsDemo)
            return;
        var people = directory.Current;
        Samples = [.. people.People.Where(p => p.IsActive).Select(p => (p, RoleOf(p, people)))];
    }

    private string RoleOf(Person person, Organisation people) =>
        person.Roles.Select(r => people.Role(r.RoleKey)).FirstOrDefault(r => r is not null) is { } role
            ? texts.Of(role.Name)
            : "";
}
