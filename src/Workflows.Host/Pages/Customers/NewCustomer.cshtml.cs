using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Host.Pages.Customers;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Creates a customer file [B4], for who keeps them.</summary>
public sealed class NewCustomerPage(
    SaveCustomer save,
    CustomerAccess access,
    PeopleDirectory directory,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public List<string> Responsibles { get; set; } = [];
    public CustomerFormView Fields { get; private set; } = CustomerFormView.Empty;

    public IActionResult OnGet() => access.Keeps(current.Require()) ? Page() : Forbid();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var typed = CustomerFormView.Posted(Request.Form);
        var people = Responsibles.Select(directory.Current.Find).OfType<Person>().Select(p => p.Id).ToList();
        try
        {
            var file = await save.CreateAsync(Number, typed, people, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["customer.created"];
            return LocalRedirect($"/customers/{file.Number}");
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            Fields = CustomerFormView.Empty with { Values = typed, Errors = refused.Fields };
            return Page();
        }
    }
}
