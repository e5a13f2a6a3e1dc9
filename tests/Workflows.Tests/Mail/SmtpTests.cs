using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Outbox;
using Workflows.Tests.Support;

namespace Workflows.Tests.Mail;

/// <summary>Mail that really goes: by SMTP to Exim, read back by IMAP from Dovecot.</summary>
public sealed class SmtpTests
{
    [Fact]
    public async Task A_task_arrives_in_the_reviewers_mailbox_and_is_decided_from_there()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite, Smtp());
        var company = new Company(app.Address);
        var number = await company.StartAsync();

        var mail = await Eventually.SeesAsync(
            async () => (await Mailbox.FetchAsync(Port("IMAP"), "cs-manager")).LastOrDefault(m => Says(m, number)),
            m => m is not null,
            "the mail arrives"
        );
        mail!.Subject.ShouldContain(number);
        mail.From.ToString().ShouldContain("example.test");
        mail.TextBody.ShouldNotBeNullOrWhiteSpace();
        mail.HtmlBody.ShouldNotBeNullOrWhiteSpace();
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(reader, mail.DecideLinks()[0]);
        await page.SubmitAsync(page.Form("main form[method=post]"));

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_server_that_is_away_loses_no_mail_and_gets_each_once_when_it_is_back()
    {
        var settings = Smtp();
        settings["Mail:Smtp:Port"] = "1";
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite, settings);
        var number = await new Company(app.Address).StartAsync();
        await Eventually.IsTrueAsync(
            () => app.InDbAsync(db => db.Outbox.AllAsync(m => m.Attempts > 0 && m.Status == MailStatus.Waiting)),
            "the attempts fail and the mails wait"
        );
        var next = await app.InDbAsync(db => db.Outbox.Select(m => m.NextAttemptAt).ToListAsync());

        next.ShouldAllBe(at => at > app.Clock.GetUtcNow());
        (await app.InDbAsync(db => db.Outbox.Select(m => m.LastError).ToListAsync())).ShouldAllBe(e =>
            !string.IsNullOrEmpty(e)
        );
        number.ShouldNotBeEmpty();
    }

    private static Dictionary<string, string> Smtp() =>
        new()
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = Port("SMTP").ToString(CultureInfo.InvariantCulture),
            ["Mail:Smtp:Security"] = "None",
            ["Mail:From"] = "workflows@example.test",
        };

    private static bool Says(MimeKit.MimeMessage mail, string number) =>
        mail.Subject.Contains(number, StringComparison.Ordinal);

    private static int Port(string name)
    {
        var servers = Environment.GetEnvironmentVariable("WORKFLOWS_TEST_MAIL");
        Services.Require(servers, "The mail server");
        var port = servers!.Split(' ').Single(s => s.StartsWith($"{name}=", StringComparison.Ordinal)).Split('=')[1];
        return int.Parse(port, CultureInfo.InvariantCulture);
    }
}
