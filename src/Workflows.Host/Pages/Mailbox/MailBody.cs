using Workflows.Host.Mail;
using Workflows.Host.Startup;

namespace Workflows.Host.Pages;

/// <summary>The HTML of one of the demo's mails, for the frame of <see cref="ReadMailPage"/>.</summary>
internal static class MailBody
{
    public static void MapMailBody(this WebApplication app) =>
        app.MapGet("/dev/mail/body/{id:guid}", Read).AllowAnonymous().ExcludeFromDescription();

    private static IResult Read(Guid id, DemoMode demo, DevMailbox mailbox) =>
        demo.IsOn && mailbox.Find(id) is { Html.Length: > 0 } mail
            ? Results.Content(OpenedOutside(mail.Html), "text/html; charset=utf-8")
            : Results.NotFound();

    // A link of the mail opens in the whole window, not in the frame.
    private static string OpenedOutside(string html)
    {
        const string head = "<head>";
        var at = html.IndexOf(head, StringComparison.OrdinalIgnoreCase);
        const string target = "<base target=\"_top\">";
        return at < 0 ? target + html : html.Insert(at + head.Length, target);
    }
}
