using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.People;
using Workflows.Cases.Registers;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The copies of forms in one's department's list.</summary>
public sealed class DocumentsPage(DocumentList documents, PeopleDirectory directory, CurrentPerson current, Texts texts)
    : PageModel
{
    public PageOf<DocumentRow> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;

    public async Task OnGetAsync(int p = 1, CancellationToken stop = default)
    {
        Found = await documents.ForAsync(current.Require(), new Paging(p), stop);
        Pages = PageLinks.Of(p, Found.Total, Found.Paging.Size, "/documents?");
    }

    public string NameOf(string department) =>
        directory.Current.Department(department) is { } known ? texts.Of(known.Name) : department;
}
