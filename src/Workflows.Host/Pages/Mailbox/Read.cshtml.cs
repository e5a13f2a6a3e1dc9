using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Host.Mail;
using Workflows.Host.Startup;

namespace Workflows.Host.Pages;

/// <summary>One mail of the demo, as a mail program would show it.</summary>
[AllowAnonymous]
public sealed partial class ReadMailPage(DemoMode demo, DevMailbox mailbox, HtmlEncoder encoder) : PageModel
{
    public FolderMail Mail { get; private set; } = null!;

    /// <summary>The plain text with its addresses as links.</summary>
    public HtmlString TextWithLinks =>
        new(Address().Replace(encoder.Encode(Mail.Text), m => $"<a href=\"{m.Value}\">{m.Value}</a>"));

    public IActionResult OnGet(Guid id)
    {
        if (!demo.IsOn || mailbox.Find(id) is not { } mail)
            return NotFound();
        Mail = mail;
        return Page();
    }

    [GeneratedRegex(@"https?://[A-Za-z0-9\-._~:/?#%]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
