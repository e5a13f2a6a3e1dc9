using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Everybody who works here, for everybody.</summary>
public sealed class DirectoryPage(DirectoryList list, PeopleDirectory directory, CurrentPerson current, Access access)
    : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Former { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public Organisation People => directory.Current;
    public bool IsAdministrator => access.MayAdminister(current.Require());
    public PageOf<DirectoryRow> Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = PageLinks.None;

    public void OnGet()
    {
        var filter = new DirectoryFilter(Text, Department, Role, Former);
        var size = list.Find(filter, new Paging(1, 1)).Total;
        Pages = PageLinks.Of(Number, size, PageSize, Address());
        Found = list.Find(filter, new Paging(Pages.Number, PageSize));
    }

    private string Address()
    {
        var query = QueryString
            .Empty.Add("text", Text ?? "")
            .Add("department", Department ?? "")
            .Add("role", Role ?? "")
            .Add("former", Former ? "true" : "false");
        return $"/people{query}&";
    }
}
