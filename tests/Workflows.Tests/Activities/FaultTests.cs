using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Tests.Support;

namespace Workflows.Tests.Activities;

/// <summary>A flow that fails is seen and can be tried again (design rule 5).</summary>
public sealed class FaultTests
{
    [Theory, CombineDatabases]
    public async Task A_flow_that_fails_keeps_the_decision_and_goes_on_when_it_is_tried_again(Database kind)
    {
        // Nobody holds the role yet, and nobody stands in for it either.
        await using var app = await WorkflowsApp.StartAsync(kind, new() { ["Policy:tasks:fallbackRole"] = "auditor" });
        var company = new Company(app.Address);
        var ask = FlowEditor.Activity(
            "ask",
            "Workflows.Assign",
            ("step", "Literal", "ask"),
            ("role", "Liquid", "auditor")
        );
        await FlowEditor.InsertAsync(company, (ask, "Done"));
        var number = await company.StartAsync();

        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        var one = await app.InDbAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        one.Status.ShouldBe(CaseStatus.Faulted);
        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        var last = await app.InDbAsync(db =>
            db.Timeline.Where(e => e.CaseId == one.Id).OrderBy(e => e.Sequence).LastAsync()
        );
        last.Kind.ShouldBe("case.faulted");
        last.Details.ShouldContain("auditor");

        var told = await app.InDbAsync(db => db.Outbox.SingleAsync(m => m.Template == "case-faulted"));
        told.Address.ShouldBe("admin@example.test");
        told.Model.ShouldContain("auditor");

        await AppointAsync(app, "hr", "auditor");
        await RetryAsync(app, number);

        (await company.WaitingStepsAsync(number)).ShouldBe(["ask"]);
        await (await company.As("hr")).DecideAsync(number, "Done");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        await company.AdvanceAsync(number, from: "gm-approval");
        one = await app.InDbAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        one.Status.ShouldBe(CaseStatus.Completed);
    }

    [Fact]
    public async Task A_flow_that_ends_without_archiving_its_case_raises_an_alarm()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await FlowEditor.InsertAsync(company, (FlowEditor.Activity("finish", "Elsa.Finish"), "Done"));
        var number = await company.StartAsync();

        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        var one = await app.InDbAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        one.Status.ShouldBe(CaseStatus.Faulted);
    }

    [Fact]
    public async Task Only_administrators_and_process_owners_may_try_a_failed_flow_again()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await FlowEditor.InsertAsync(company, (FlowEditor.Activity("finish", "Elsa.Finish"), "Done"));
        var number = await company.StartAsync();
        var admin = await company.As("admin");
        (await admin.PostAsync($"/api/cases/{number}/retry", new { })).ShouldBe(HttpStatusCode.Conflict);
        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        (await (await company.As("cs")).PostAsync($"/api/cases/{number}/retry", new { })).ShouldBe(
            HttpStatusCode.Forbidden
        );
        using var browser = await Page.SignInAsync(app.Address, "cs");
        (await Page.GetAsync(browser, "/operations")).Text.ShouldNotContain(number);
        (await Page.GetAsync(browser, "/")).Links.ShouldNotContain("/operations");
    }

    private static Task<bool> AppointAsync(WorkflowsApp app, string user, string role) =>
        app.InScopeAsync(async scope =>
        {
            var stop = TestContext.Current.CancellationToken;
            var db = scope.GetRequiredService<CasesDb>();
            await scope
                .GetRequiredService<UnitOfWork>()
                .RunAsync(
                    async token =>
                    {
                        var person = await db
                            .People.Include(p => p.Roles)
                            .SingleAsync(p => p.SignInName == user, token);
                        person.Roles.Add(new PersonRole { PersonId = person.Id, RoleKey = role });
                    },
                    stop
                );
            await scope.GetRequiredService<PeopleDirectory>().RefreshAsync(stop);
            return true;
        });

    /// <summary>Presses the button beside the case on the operations page.</summary>
    private static async Task RetryAsync(WorkflowsApp app, string number)
    {
        using var browser = await Page.SignInAsync(app.Address, "admin");
        var page = await Page.GetAsync(browser, "/operations");
        var row = page.Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains(number));
        row.TextContent.ShouldContain("auditor");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)row.QuerySelector("form")!;
        var after = await page.SubmitAsync(form, button: form.QuerySelector("button"));
        after.Document.QuerySelectorAll("tr").ShouldNotContain(r => r.TextContent.Contains(number));
    }
}
