using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Cases.Storage;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The list of customer files (一览表) [B4], for those whose work they are.</summary>
public sealed class CustomersPage(CasesDb db, CurrentPerson current) : PageModel
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public IReadOnlyList<CustomerFile> Found { get; private set; } = [];
    public PageLinks Pages { get; private set; } = PageLinks.None;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!Audience.SeesCustomers(current.Require()))
            return Forbid();
        var files = db.Customers.AsNoTracking();
        if (Text?.Trim() is { Length: > 0 } text)
            files = files.Where(c =>
                c.Number.Contains(text) || c.Name.Contains(text) || c.Phone.Contains(text) || c.Address.Contains(text)
            );
        var address = Text is { Length: > 0 } ? $"/customers?text={Uri.EscapeDataString(Text)}&" : "/customers?";
        Pages = PageLinks.Of(Number, await files.CountAsync(stop), PageSize, address);
        Found = await files.OrderBy(c => c.Number).Skip((Pages.Number - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        return Page();
    }
}
