using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>A customer file with the changes that cases brought to it [C].</summary>
public sealed class CustomerPage(CasesDb db, PeopleDirectory directory, CurrentPerson current) : PageModel
{
    public CustomerFile Customer { get; private set; } = null!;
    public string? Responsible { get; private set; }
    public IReadOnlyList<(CustomerChange Change, string Who)> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken stop)
    {
        if (!Audience.SeesCustomers(current.Require()))
            return Forbid();
        if (
            await db
                .Customers.AsNoTracking()
                .Include(c => c.Responsibles)
                .FirstOrDefaultAsync(c => c.Number == number, stop)
            is not { } file
        )
            return NotFound();
        Customer = file;
        Responsible = string.Join('、', file.Responsibles.Select(r => directory.Current.Find(r.PersonId)?.Name));
        var changes = await db
            .CustomerChanges.AsNoTracking()
            .Where(c => c.CustomerId == file.Id)
            .OrderByDescending(c => c.At)
            .ToListAsync(stop);
        History = [.. changes.Select(c => (c, directory.Current.Find(c.PersonId)?.Name ?? ""))];
        return Page();
    }
}
