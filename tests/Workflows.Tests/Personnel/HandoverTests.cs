using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Tests.Complaints;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>Who leaves or moves leaves nothing behind [B6] [B8-4].</summary>
public sealed class HandoverTests
{
    private const int Customers = 40;

    [Theory, CombineDatabases]
    public async Task A_leaver_with_forty_customers_tasks_a_deputy_role_and_an_overdue_case_leaves_nothing_behind_B6_B8_4(
        Database kind
    )
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var had = await GiveCustomersAsync(app, "marketing");
        var complaint = await new Complaint(company).StartAsync();
        await staff.DoAsync("cs", complaint, "Returned", comment: "请补充批号");
        var tomorrow = new
        {
            deputy = "marketing",
            from = "2026-11-25",
            until = "2027-03-31",
        };
        (await (await company.As("marketing2")).PostAsync("/api/deputies", tomorrow)).Status.ShouldBeOneOf(
            HttpStatusCode.OK,
            HttpStatusCode.Created
        );
        // The complaint's revision, the leaver's to do, is overdue by now.
        app.Clock.Advance(TimeSpan.FromDays(3));
        company.SignOutEverybody();
        await app.SweepAsync();
        var number = await staff.ConfirmedAsync();
        var handover = (await LinkedAsync(staff, number)).ShouldHaveSingleItem();

        var shown = (await staff.FormAsync("sales-manager", handover))["formData"]!;
        ((int)shown["remainingCustomers"]!).ShouldBe(had);
        ((int)shown["remainingTasks"]!).ShouldBe(1);
        ((int)shown["remainingCases"]!).ShouldBe(1);
        ((int)shown["remainingDeputies"]!).ShouldBe(1);
        ((string)shown["remainingList"]!["zh-Hans"]!).ShouldContain(complaint);
        await staff.DoAsync("sales-manager", handover, "Done", Assignment("X00003", "regional-manager"));

        (await LeftAsync(app, "marketing")).ShouldBe(0);
        (await OfAsync(app, "regional-manager")).ShouldContain("X00003");
        (await (await company.As("marketing2")).TaskAsync(complaint)).Step.ShouldBe("revise");
        ((await staff.ReadAsync(complaint))["status"]!.ToString()).ShouldBe("Running");
        var letters = await app.InDbAsync(db => db.Outbox.Where(m => m.Template == "letter").ToListAsync());
        letters.Count.ShouldBe(had);
        letters.ShouldAllBe(m => !m.Model.Contains("家庭原因") && !m.Model.Contains(handover));
        await ContactAndSignAsync(staff, handover);

        ((string)(await staff.ReadAsync(handover))["status"]!).ShouldBe("Completed");
        var list = (string)(await staff.DataAsync(handover))["handedOverList"]!["zh-Hans"]!;
        list.Split('\n').Length.ShouldBe(had + 3);
        using var reader = await Page.SignInAsync(app.Address, "hr", "en");
        (await Page.GetAsync(reader, "/documents")).Text.ShouldContain("Hand-over list");
        foreach (var page in new[] { $"/cases/{handover}", $"/cases/{handover}/print" })
        {
            var shownTo = await Page.GetAsync(reader, page);
            shownTo.Text.ShouldContain("Customer X00003");
            shownTo.Text.ShouldNotContain("客户 X00003");
        }
        await staff.HandOverThingsAsync(number);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 9, 1, 0, TimeSpan.Zero));
        company.SignOutEverybody();
        await app.SweepAsync();
        await staff.DoAsync("hr", number, "Approved", step: "closing");
        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Completed");
        (await LeftAsync(app, "marketing")).ShouldBe(0);
    }

    [Theory, CombineDatabases]
    public async Task What_has_appeared_meanwhile_is_shown_and_nobody_can_complete_before_it_is_handed_over_B6(
        Database kind
    )
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var data = new JsonObject { ["person"] = "marketing", ["cause"] = "transfer" };
        var number = await staff.StartAsync("sales-manager", "handover", data);
        await staff.DoAsync("sales-manager", number, "Done", Assignment());
        await staff.DoAsync("marketing2", number, "Done", Contacted());

        // Somebody who only moves goes on working: a new case appears before the list is signed.
        var memo = new JsonObject
        {
            ["topic"] = "general",
            ["title"] = "办公用品",
            ["content"] = "请购",
        };
        var appeared = await staff.StartAsync("marketing", "memo", memo);
        await staff.DoAsync("sales-manager", number, "Done", step: "signing");

        (await company.WaitingStepsAsync(number)).ShouldBe(["assignment"]);
        var shown = (await staff.FormAsync("sales-manager", number))["formData"]!;
        ((string)shown["remainingList"]!["zh-Hans"]!).ShouldContain(appeared);
        await staff.DoAsync("sales-manager", number, "Done", Assignment());
        await staff.DoAsync("sales-manager", number, "Done", step: "signing");
        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Completed");
    }

    [Fact]
    public async Task A_person_s_own_resignation_is_not_handed_over_to_anybody_B6()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var staff = new Staff(new Company(app.Address));
        var resignation = await staff.StartAsync("marketing", "resignation", Staff.Notice());
        var data = new JsonObject { ["person"] = "marketing", ["cause"] = "other" };
        var number = await staff.StartAsync("sales-manager", "handover", data);

        var shown = (await staff.FormAsync("sales-manager", number))["formData"]!;

        ((int)shown["remainingCases"]!).ShouldBe(0);
        ((string)shown["remainingList"]!["zh-Hans"]!).ShouldNotContain(resignation);
        ((string)(await staff.ReadAsync(number))["summary"]!).ShouldBe("黄俊杰");
    }

    private static JsonObject Assignment(string? customer = null, string? to = null)
    {
        var form = new JsonObject { ["successor"] = "marketing2" };
        if (customer is not null)
            form["exceptions"] = new JsonArray(new JsonObject { ["customer"] = customer, ["successor"] = to });
        return form;
    }

    private static JsonObject Contacted() =>
        new() { ["contactedOn"] = "2026-11-30", ["contactNote"] = "电话联系，一切照旧" };

    private static async Task ContactAndSignAsync(Staff staff, string handover)
    {
        await staff.DoAsync("marketing2", handover, "Done", Contacted());
        await staff.DoAsync("regional-manager", handover, "Done", Contacted());
        await staff.DoAsync("sales-manager", handover, "Done", step: "signing");
    }

    private static async Task<IReadOnlyList<string>> LinkedAsync(Staff staff, string number) =>
        [.. (await staff.ReadAsync(number))["links"]!.AsArray().Select(l => (string)l!["number"]!)];

    private static Task<int> GiveCustomersAsync(WorkflowsApp app, string user) =>
        app.InDbAsync(async db =>
        {
            var person = await db.People.SingleAsync(p => p.SignInName == user);
            for (var i = 1; i <= Customers; i++)
                db.Customers.Add(
                    new CustomerFile
                    {
                        Number = $"X{i:00000}",
                        Name = $"客户{i}有限公司",
                        Email = $"buyer{i}@customer.example",
                        Responsibles =
                        {
                            new CustomerResponsible { PersonId = person.Id, Since = app.Clock.GetUtcNow() },
                        },
                    }
                );
            await db.SaveChangesAsync();
            return await db.CustomerResponsibles.CountAsync(r => r.PersonId == person.Id);
        });

    private static Task<List<string>> OfAsync(WorkflowsApp app, string user) =>
        app.InDbAsync(async db =>
        {
            var person = await db.People.SingleAsync(p => p.SignInName == user);
            return await db
                .Customers.Where(c => c.Responsibles.Any(r => r.PersonId == person.Id))
                .Select(c => c.Number)
                .ToListAsync();
        });

    /// <summary>What hangs on a person, their own resignation apart.</summary>
    private static Task<int> LeftAsync(WorkflowsApp app, string user) =>
        app.InDbAsync(async db =>
        {
            var id = (await db.People.SingleAsync(p => p.SignInName == user)).Id;
            return await db.CustomerResponsibles.CountAsync(r => r.PersonId == id)
                + await db.Tasks.CountAsync(t =>
                    t.AssigneeId == id && t.Status == Workflows.Cases.Tasks.TaskStatus.Open
                )
                + await db.Cases.CountAsync(c =>
                    c.ApplicantId == id && c.ArchivedAt == null && c.ProcessKey != "resignation"
                )
                + await db.Deputies.CountAsync(d => (d.DeputyId == id || d.PersonId == id) && d.EndedAt == null);
        });
}
