using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Host.Mail;
using Workflows.Host.Pages.Layout;
using Workflows.Host.Startup;

namespace Workflows.Host.Pages;

/// <summary>Every mail that the demo would have sent. Open to whoever has the demo: its mails go nowhere else.</summary>
[AllowAnonymous]
public sealed class MailboxPage(DemoMode demo, DevMailbox mailbox) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Narrows the list to an address or a subject.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public IReadOnlyList<FolderMail> Mails { get; private set; } = [];
    public PageLinks Pages { get; private set; } = PageLinks.None;

    public IActionResult OnGet()
    {
        if (!demo.IsOn)
            return NotFound();
        var found = mailbox.List().Where(Matches).ToList();
        var address = To is { Length: > 0 } ? $"/dev/mail?to={Uri.EscapeDataString(To)}&" : "/dev/mail?";
        Pages = PageLinks.Of(Number, found.Count, PageSize, address);
        Mails = [.. found.Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    private bool Matches(FolderMail mail) =>
        string.IsNullOrWhiteSpace(To)
        || mail.To.Contains(To.Trim(), StringComparison.OrdinalIgnoreCase)
        || mail.Subject.Contains(To.Trim(), StringComparison.OrdinalIgnoreCase);
}
