using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Customers;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The list of customer files (一览表) [B4]: of those that the person may open.</summary>
public sealed class CustomersPage(
    CustomerList customers,
    CustomerAccess access,
    PeopleDirectory directory,
    OpenCustomerFile open,
    CustomerSheet sheet,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    public CustomerQuery Query { get; private set; } = null!;
    public PageOf<CustomerFile> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public bool Keeps { get; private set; }

    public async Task OnGetAsync(int p = 1, CancellationToken stop = default)
    {
        var me = current.Require();
        Query = CustomerQuery.Of(Request.Query);
        Keeps = access.Keeps(me);
        Found = await customers.PageAsync(me, Query.ToFilter(me, directory.Current), new Paging(p), stop);
        Pages = PageLinks.Of(p, Found.Total, Found.Paging.Size, $"/customers{Query.ToAddress()}");
    }

    /// <summary>All that fit, as a spreadsheet. Each file in it was opened by that [B7].</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken stop)
    {
        var me = current.Require();
        var filter = CustomerQuery.Of(Request.Query).ToFilter(me, directory.Current);
        var files = await customers.AllAsync(me, filter, stop);
        await open.LogAsync(files, me, ViewWay.Export, stop);
        return File(await sheet.WriteAsync(files, stop), CustomerSheet.Xlsx, $"{texts["layout.customers"]}.xlsx");
    }

    public string NamesOf(CustomerFile file) =>
        string.Join(
            '、',
            file.Responsibles.OrderBy(r => r.Since).Select(r => directory.Current.Find(r.PersonId)?.Name)
        );
}
