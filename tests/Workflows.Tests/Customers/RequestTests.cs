using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Tests.Support;

namespace Workflows.Tests.Customers;

/// <summary>Access to a customer file for a purpose and a period 查阅申请: approved by the files' department [B7].</summary>
public sealed class RequestTests
{
    [Theory, CombineDatabases]
    public async Task B7_an_approved_request_opens_the_files_from_its_first_day_to_its_last(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var rnd = await app.SignInAsync("rnd");
        var number = (await AskAsync(rnd, "c00003，C99999", "2026-11-26", "2026-11-27"))
            .ShouldBe(HttpStatusCode.Created)
            .Text("number");
        var info = await app.SignInAsync("info");

        using (var approver = await Page.SignInAsync(app.Address, "info"))
            (await Page.GetAsync(approver, $"/cases/{number}")).Text.ShouldContain("C99999 （无此客户）");
        using (var applicant = await Page.SignInAsync(app.Address, "rnd"))
        {
            var own = (await Page.GetAsync(applicant, $"/cases/{number}")).Text;
            own.ShouldContain("C99999");
            own.ShouldNotContain("无此客户");
            own.ShouldNotContain("武汉", Case.Sensitive, "the applicant does not learn which number there is");
        }
        await info.DecideAsync(number, "Approved");

        (await rnd.GetAsync("/api/customers/C00003")).ShouldBe(HttpStatusCode.NotFound);
        app.Clock.Advance(TimeSpan.FromDays(1));
        rnd = await app.SignInAsync("rnd");
        (await rnd.GetAsync("/api/customers/C00003")).ShouldBe(HttpStatusCode.OK);
        (await app.InDbAsync(db => db.CustomerViews.SingleAsync(v => v.How == ViewWay.Api))).By.ShouldBe(
            ViewRight.Grant
        );
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await (await app.SignInAsync("rnd")).GetAsync("/api/customers/C00003")).ShouldBe(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await (await app.SignInAsync("rnd")).GetAsync("/api/customers/C00003")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, CombineDatabases]
    public async Task B7_a_request_tells_nothing_of_a_number_and_keeps_to_the_longest_period(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var rnd = await app.SignInAsync("rnd");

        var known = await AskAsync(rnd, "C00003", "2026-11-26", "2026-11-27");
        var unknown = await AskAsync(rnd, "C99999", "2026-11-26", "2026-11-27");
        (known.Status, unknown.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        (await AskAsync(rnd, "C00003", "2026-11-26", "2026-12-26")).ErrorFields().ShouldBe(["/until"]);
        (await AskAsync(rnd, "C00003", "2026-11-27", "2026-11-26")).ErrorFields().ShouldBe(["/until"]);
        (await AskAsync(rnd, "C00003", "2026-11-26", "2026-12-25")).ShouldBe(HttpStatusCode.Created);
        await (await app.SignInAsync("info")).DecideAsync(known.Text("number"), "Rejected", "没有必要");

        (await app.InDbAsync(db => db.CustomerGrants.CountAsync())).ShouldBe(0);
    }

    private static Task<Reply> AskAsync(ApiClient who, string numbers, string from, string until) =>
        who.PostAsync(
            "/api/cases",
            new
            {
                process = "customer-access",
                data = new
                {
                    numbers,
                    purpose = "核对图纸",
                    from,
                    until,
                },
            }
        );
}
