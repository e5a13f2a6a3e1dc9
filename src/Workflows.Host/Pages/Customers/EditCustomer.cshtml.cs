using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Host.Pages.Customers;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Edits the fields of a customer file. When somebody else was first, what they wrote stands beside what was
/// typed.</summary>
public sealed class EditCustomerPage(OpenCustomerFile open, SaveCustomer save, CurrentPerson current, Texts texts)
    : PageModel
{
    public CustomerFile Customer { get; private set; } = null!;
    public CustomerFormView Fields { get; private set; } = CustomerFormView.Empty;
    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken stop)
    {
        if (!await OpenAsync(number, stop))
            return Forbid();
        Fields = CustomerFormView.Of(Customer);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string number, int revision, CancellationToken stop)
    {
        var typed = CustomerFormView.Posted(Request.Form);
        try
        {
            await save.EditAsync(number, typed, revision, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["customer.saved"];
            return LocalRedirect($"/customers/{number}");
        }
        catch (RefusedException refused) when (refused.Kind is RefusalKind.Conflict or RefusalKind.Invalid)
        {
            await OpenAsync(number, stop);
            var now = refused.Kind == RefusalKind.Conflict ? Differences(typed) : [];
            Fields = new CustomerFormView(typed, refused.Fields, now);
            Refused = refused.Fields.Count == 0 ? texts.Say(refused) : null;
            // Whoever has seen the difference and saves again means it; whoever only mistyped has seen nothing new.
            if (refused.Kind == RefusalKind.Invalid)
                Revision = revision;
            return Page();
        }
    }

    /// <summary>The revision that the person sees.</summary>
    public int Revision { get; private set; }

    private async Task<bool> OpenAsync(string number, CancellationToken stop)
    {
        var opened = await open.RunAsync(number, current.Require(), ViewWay.Page, stop);
        Customer = opened.File;
        Revision = opened.File.Revision;
        return opened.Keeps;
    }

    private Dictionary<string, string> Differences(Dictionary<string, string> typed) =>
        CustomerFormView.ValuesOf(Customer).Where(v => typed[v.Key] != v.Value).ToDictionary();
}
