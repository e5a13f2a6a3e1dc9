using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases.Copies;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The cases that one was sent to read.</summary>
public sealed class CopiesPage(CopyList copies, ProcessCatalog processes, CurrentPerson current, Texts texts)
    : PageModel
{
    /// <summary><c>unread</c>; anything else shows all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public PageOf<CopyRow> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public int Unread { get; private set; }
    public bool OnlyUnread => Show == "unread";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var me = current.Require();
        Unread = await copies.CountUnreadAsync(me, stop);
        Found = await copies.ForAsync(me, OnlyUnread, new Paging(Number), stop);
        Pages = PageLinks.Of(Number, Found.Total, Found.Paging.Size, OnlyUnread ? "/copies?show=unread&" : "/copies?");
    }

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;
}
