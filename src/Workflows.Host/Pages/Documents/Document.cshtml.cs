using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Registers;
using Workflows.Host.Pages.Data;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>One copy of a form, as it was filed.</summary>
public sealed class DocumentPage(DocumentList documents, DataViews data, CurrentPerson current) : PageModel
{
    public DocumentDetails Found { get; private set; } = null!;
    public DataView Data { get; private set; } = DataView.Empty;

    public async Task OnGetAsync(Guid id, CancellationToken stop)
    {
        Found = await documents.OpenAsync(id, current.Require(), stop);
        Data = await data.OfCaseAsync(Found.Row.ProcessKey, Found.Data, stop);
    }
}
