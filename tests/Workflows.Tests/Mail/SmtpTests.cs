using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Workflows.Cases.Outbox;
using Workflows.Tests.Support;

namespace Workflows.Tests.Mail;

/// <summary>Mail that really goes: by SMTP to Exim, read back by IMAP from Dovecot.</summary>
public sealed class SmtpTests
{
    [Fact]
    public async Task A_task_arrives_in_the_reviewers_mailbox_and_is_decided_from_there()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite, Smtp(Port("SMTP")));
        var (company, number, cause) = await StartAsync(app);

        var mail = await ArrivedAsync("cs-manager", cause);
        mail.Subject!.ShouldContain(number);
        mail.From.ToString().ShouldContain("workflows@example.test");
        mail.TextBody.ShouldNotBeNullOrWhiteSpace();
        mail.HtmlBody.ShouldNotBeNullOrWhiteSpace();
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(reader, mail.DecideLinks()[0]);
        await page.SubmitAsync(page.Form("main form[method=post]"));

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        (await ArrivedAsync("gm", cause)).Subject!.ShouldContain(number);
    }

    [Fact]
    public async Task A_server_that_is_away_loses_no_mail_and_gets_each_once_when_it_is_back()
    {
        using var door = new MailDoor(Port("SMTP"));
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite, Smtp(door.Port));
        var (_, _, cause) = await StartAsync(app);
        var waiting = await Eventually.SeesAsync(
            () => app.InDbAsync(db => db.Outbox.AsNoTracking().ToListAsync()),
            mails => mails.Count > 0 && mails.TrueForAll(m => m is { Attempts: > 0, LeasedUntil: null }),
            "the attempts fail"
        );
        waiting.ShouldAllBe(m => m.Status == MailStatus.Waiting && m.NextAttemptAt > app.Clock.GetUtcNow());
        waiting.ShouldAllBe(m => !string.IsNullOrEmpty(m.LastError));

        door.Open();
        app.Clock.SetUtcNow(waiting.Max(m => m.NextAttemptAt).AddSeconds(1));
        await app.SweepAsync();

        await ArrivedAsync("cs-manager", cause);
        await Eventually.IsTrueAsync(
            () => app.InDbAsync(db => db.Outbox.AllAsync(m => m.Status == MailStatus.Sent)),
            "all mails are marked as sent"
        );
        await app.SweepAsync();
        (await Mailbox.FetchAsync(Port("IMAP"), "cs-manager")).Count(m => Says(m, cause)).ShouldBe(1);
    }

    // The mailboxes are shared by all tests and numbers begin anew in each database: the cause tells the cases apart.
    private static async Task<(Company Company, string Number, string Cause)> StartAsync(WorkflowsApp app)
    {
        var cause = $"抄错 {Guid.NewGuid():N}";
        var draft = Draft.Valid();
        draft["cause"] = cause;
        var company = new Company(app.Address);
        return (company, await company.StartAsync(draft), cause);
    }

    private static async Task<MimeMessage> ArrivedAsync(string user, string cause) =>
        (
            await Eventually.SeesAsync(
                async () => (await Mailbox.FetchAsync(Port("IMAP"), user)).LastOrDefault(m => Says(m, cause)),
                m => m is not null,
                $"the mail arrives at {user}"
            )
        )!;

    private static Dictionary<string, string> Smtp(int port) =>
        new()
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Smtp:Security"] = "None",
            ["Mail:From"] = "workflows@example.test",
        };

    private static bool Says(MimeMessage mail, string cause) =>
        $"{mail.Subject} {mail.TextBody} {mail.HtmlBody}".Contains(cause, StringComparison.Ordinal);

    private static int Port(string name)
    {
        var servers = Environment.GetEnvironmentVariable("WORKFLOWS_TEST_MAIL");
        Services.Require(servers, "The mail server");
        var port = servers!.Split(' ').Single(s => s.StartsWith($"{name}=", StringComparison.Ordinal)).Split('=')[1];
        return int.Parse(port, CultureInfo.InvariantCulture);
    }
}
