using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Workflows.Cases;
using Workflows.Tests.Complaints;
using Workflows.Tests.Support;

namespace Workflows.Tests.Mail;

/// <summary>Deciding from a mail: looking is free, posting decides, a dead link explains itself.</summary>
public sealed class MailLinkTests(SharedApps apps)
{
    private const int Approve = 0;
    private const int Return = 1;
    private const int Reject = 2;

    [Fact]
    public async Task Opening_a_link_changes_nothing_however_often_and_by_whatever_method()
    {
        var (app, company, number, mail) = await ReviewAsync();
        var before = await RevisionAsync(app, number);
        using var scanner = Page.NewBrowser(app.Address);

        foreach (var link in mail.DecideLinks())
            for (var times = 0; times < 3; times++)
            {
                (await Page.GetAsync(scanner, link)).Status.ShouldBe(HttpStatusCode.OK);
                using var head = new HttpRequestMessage(HttpMethod.Head, link);
                using var answer = await scanner.SendAsync(head);
            }

        (await RevisionAsync(app, number)).ShouldBe(before);
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task A_link_shows_the_case_and_posting_its_form_decides()
    {
        var (app, company, number, mail) = await ReviewAsync();
        using var reader = Page.NewBrowser(app.Address);

        var page = await Page.GetAsync(reader, mail.DecideLinks()[Approve]);
        page.Text.ShouldContain(number);
        page.Text.ShouldContain("登记时抄错号码");
        var done = await page.SubmitAsync(page.Form("main form[method=post]"));

        done.Status.ShouldBe(HttpStatusCode.OK, done.Text);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        var entry = await app.InDbAsync(db =>
            db.Timeline.SingleAsync(e =>
                e.Kind == "task.decided" && db.Cases.Any(c => c.Id == e.CaseId && c.Number == number)
            )
        );
        entry.Channel.ShouldBe(Channel.Mail);
        entry.Outcome.ShouldBe("Approved");
    }

    [Theory]
    [InlineData(Return, "revise-draft")]
    [InlineData(Reject, null)]
    public async Task A_no_by_mail_needs_its_reason(int link, string? lands)
    {
        var (app, company, number, mail) = await ReviewAsync();
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(reader, mail.DecideLinks()[link]);
        var comment = page.NameOf("main textarea");

        var refused = await page.SubmitAsync(page.Form("main form[method=post]"), new() { [comment] = " " });
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        await refused.SubmitAsync(refused.Form("main form[method=post]"), new() { [comment] = "号码仍有疑问" });

        (await company.WaitingStepsAsync(number)).ShouldBe(lands is null ? [] : [lands]);
    }

    [Theory]
    [InlineData("800", "notify-customer")]
    [InlineData("6000", "approval")]
    public async Task An_amount_is_approved_in_the_mail_with_its_form_A27(string amount, string next)
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await new Complaint(company).TreatedAsync(500, "discount");
        (await company.WaitingStepsAsync(number)).ShouldBe(["approval"]);
        var mail = await Mailbox.AwaitAsync(app.Database, "sales-manager", number);
        using var reader = Page.NewBrowser(app.Address);

        var page = await Page.GetAsync(reader, mail.DecideLinks()[Approve]);
        page.Document.QuerySelector("#field-amount")!.GetAttribute("value").ShouldBe("500");
        var wrong = await page.SubmitAsync(page.Form("main form[method=post]"), new() { ["amount"] = "八百" });
        wrong.Document.QuerySelector("#field-amount")!.GetAttribute("value").ShouldBe("八百");
        wrong.Document.QuerySelector("#error-summary").ShouldNotBeNull(wrong.Text);
        var done = await wrong.SubmitAsync(wrong.Form("main form[method=post]"), new() { ["amount"] = amount });

        done.Document.QuerySelector("#error-summary").ShouldBeNull(done.Text);
        (await company.WaitingStepsAsync(number)).ShouldContain(next);
        var one = await new Complaint(company).ReadAsync(number);
        ((decimal)one["data"]!["amount"]!).ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));
        one["timeline"]!
            .AsArray()
            .ShouldContain(e => (string?)e!["kind"] == "task.decided" && (string?)e["channel"] == "Mail");
    }

    [Fact]
    public async Task After_the_decision_every_link_of_the_task_is_dead_and_says_who_decided_what_and_when()
    {
        var (app, company, number, mail) = await ReviewAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        using var late = Page.NewBrowser(app.Address);
        var name = await app.InDbAsync(db =>
            db.People.Where(p => p.SignInName == "cs-manager").Select(p => p.Name).SingleAsync()
        );

        foreach (var link in mail.DecideLinks())
        {
            var page = await Page.GetAsync(late, link);
            page.Document.QuerySelector("main form[method=post]").ShouldBeNull();
            page.Text.ShouldContain(name);
            page.Text.ShouldContain("2026");
            page.Links.ShouldContain(l =>
                l == "/" || l.EndsWith(app.Address.Authority + "/", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_form_opened_before_the_decision_and_posted_after_it_decides_nothing()
    {
        var (app, company, number, mail) = await ReviewAsync();
        using var reader = Page.NewBrowser(app.Address);
        var page = await Page.GetAsync(reader, mail.DecideLinks()[Reject]);
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        var before = await RevisionAsync(app, number);

        await page.SubmitAsync(
            page.Form("main form[method=post]"),
            new() { [page.NameOf("main textarea")] = "太迟了" }
        );

        (await RevisionAsync(app, number)).ShouldBe(before);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_link_dies_after_72_hours()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var (company, number, mail) = await ReviewAsync(app);
        using var reader = Page.NewBrowser(app.Address);
        var open = await Page.GetAsync(reader, mail.DecideLinks()[Approve]);

        app.Clock.Advance(TimeSpan.FromHours(71));
        (await Page.GetAsync(reader, mail.DecideLinks()[Approve]))
            .Document.QuerySelector("main form[method=post]")
            .ShouldNotBeNull();
        app.Clock.Advance(TimeSpan.FromHours(1.1));
        (await Page.GetAsync(reader, mail.DecideLinks()[Approve]))
            .Document.QuerySelector("main form[method=post]")
            .ShouldBeNull();
        await open.SubmitAsync(open.Form("main form[method=post]"));

        company.SignOutEverybody();
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_in_the_database()
    {
        var (app, _, number, mail) = await ReviewAsync();
        var tokens = mail.DecideLinks().Select(l => l.Split('/')[^1]).ToList();
        tokens.ShouldAllBe(t => Bytes(t).Length >= 32);

        var stored = await app.InDbAsync(db =>
            db.MailTokens.Where(t =>
                    db.Tasks.Any(k => k.Id == t.TaskId && db.Cases.Any(c => c.Id == k.CaseId && c.Number == number))
                )
                .ToListAsync()
        );
        stored.Count.ShouldBe(3);
        var hashes = tokens.Select(t => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(t)))).ToList();
        stored.Select(s => Convert.ToHexString(s.Hash)).ShouldBe(hashes, ignoreOrder: true);
        var outbox = await app.InDbAsync(db => db.Outbox.Select(m => m.Model).ToListAsync());
        outbox.ShouldAllBe(m => !tokens.Any(t => m.Contains(t)));
    }

    [Theory]
    [InlineData("/decide/x")]
    [InlineData("/decide/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/decide/%E4%B8%AD%3Cscript%3E")]
    public async Task A_made_up_link_leads_to_an_explanation_and_no_form(string link)
    {
        using var reader = Page.NewBrowser((await apps.On(Database.Sqlite)).Address);

        var page = await Page.GetAsync(reader, link);

        page.Status.ShouldBeOneOf(
            HttpStatusCode.NotFound,
            HttpStatusCode.Gone,
            HttpStatusCode.BadRequest,
            HttpStatusCode.OK
        );
        page.Document.QuerySelector("main form[method=post]").ShouldBeNull();
        page.Text.ShouldNotBeEmpty();
    }

    private async Task<(WorkflowsApp App, Company Company, string Number, MimeMessage Mail)> ReviewAsync()
    {
        var app = await apps.On(Database.Sqlite);
        var (company, number, mail) = await ReviewAsync(app);
        return (app, company, number, mail);
    }

    private static async Task<(Company Company, string Number, MimeMessage Mail)> ReviewAsync(WorkflowsApp app)
    {
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var mail = await Mailbox.AwaitAsync(app.Database, "cs-manager", number);
        mail.DecideLinks().Count.ShouldBe(3, mail.HtmlBody ?? mail.TextBody);
        return (company, number, mail);
    }

    private static Task<int> RevisionAsync(WorkflowsApp app, string number) =>
        app.InDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Revision).SingleAsync());

    private static byte[] Bytes(string token) =>
        Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '='));
}
