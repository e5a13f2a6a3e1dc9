using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>Personal and sick leave [E4]. The tests begin on 2026-11-25 in Shanghai.</summary>
public sealed class LeaveTests
{
    private static JsonObject Leave(string from, string until, string kind = "personal", string? deputy = null)
    {
        var form = new JsonObject
        {
            ["kind"] = kind,
            ["from"] = from,
            ["until"] = until,
            ["leaveReason"] = "家事",
        };
        if (deputy is not null)
            form["deputy"] = deputy;
        return form;
    }

    [Theory, CombineDatabases]
    public async Task The_named_deputy_acts_for_exactly_the_period_of_an_approved_leave_E4(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        // A task that the deputy would see.
        var other = await staff.StartAsync("marketing", "resignation", Staff.Notice());
        await staff.DoAsync("sales-manager", other, "Returned", comment: "请补充");
        var form = Leave("2026-11-27", "2026-11-28", deputy: "marketing2");
        var number = await staff.StartAsync("marketing", "leave", form);
        await staff.DoAsync("sales-manager", number, "Approved");

        var seen = new List<int>();
        foreach (var hours in new[] { 0, 40, 24, 24 })
        {
            // 09:00 on 25, 01:00 on 27, 28 and 29 November in Shanghai.
            app.Clock.Advance(TimeSpan.FromHours(hours));
            company.SignOutEverybody();
            await app.InScopeAsync(async s =>
            {
                await Get<Workflows.Cases.People.PeopleDirectory>(s).RefreshAsync(CancellationToken.None);
                return true;
            });
            seen.Add((await (await company.As("marketing2")).TasksAsync(other)).Count);
        }

        seen.ShouldBe([0, 1, 1, 0]);
        ((string)(await staff.ReadAsync(number))["status"]!).ShouldBe("Completed");
        ((string)(await staff.DataAsync(number))["absenceFlag"]!).ShouldBe("none");
        var away = await (await company.As("marketing")).GetAsync("/api/absences?from=2026-11-28&until=2026-11-28");
        ((string)away.Items().ShouldHaveSingleItem()!["signInName"]!).ShouldBe("marketing");
    }

    [Fact]
    public async Task A_leave_that_is_refused_or_withdrawn_leaves_nothing_and_one_applied_for_late_is_flagged_E4()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var form = Leave("2026-11-30", "2026-12-01", deputy: "marketing2");
        var refused = await staff.StartAsync("marketing", "leave", form);
        var withdrawn = await staff.StartAsync("marketing", "leave", (JsonObject)form.DeepClone());
        await staff.DoAsync("sales-manager", refused, "Rejected", comment: "人手不足");
        await (await company.As("marketing")).PostAsync($"/api/cases/{withdrawn}/withdraw", new { reason = "不去了" });
        (await app.InDbAsync(db => db.Absences.CountAsync())).ShouldBe(0);
        (await app.InDbAsync(db => db.Deputies.CountAsync())).ShouldBe(0);

        var late = await staff.StartAsync("marketing", "leave", Leave("2026-11-25", "2026-11-25"));

        ((string)(await staff.FormAsync("sales-manager", late))["formData"]!["absenceFlag"]!).ShouldBe("late");
        await staff.DoAsync("sales-manager", late, "Approved");
        (await app.InDbAsync(db => db.Absences.SingleAsync())).Flag.ShouldBe("late");
    }

    [Theory, CombineDatabases]
    public async Task Sick_leave_needs_a_certificate_within_the_days_after_return_else_it_is_absence_E4(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var staff = new Staff(company);
        var brings = await staff.StartAsync("marketing", "leave", Leave("2026-11-27", "2026-11-28", "sick"));
        var forgets = await staff.StartAsync("marketing2", "leave", Leave("2026-11-27", "2026-11-28", "sick"));
        await staff.DoAsync("sales-manager", brings, "Approved");
        await staff.DoAsync("sales-manager", forgets, "Approved");
        (await company.WaitingStepsAsync(brings)).ShouldBeEmpty();

        // They are back on the 29th.
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 28, 17, 0, 0, TimeSpan.Zero));
        company.SignOutEverybody();
        await app.SweepAsync();
        var picture = await Uploads.PictureAsync(await company.As("marketing"));
        await staff.DoAsync("marketing", brings, "Done", new JsonObject { ["certificate"] = new JsonArray(picture) });
        (await (await company.As("marketing2")).TaskAsync(forgets)).Step.ShouldBe("certificate");
        app.Clock.Advance(TimeSpan.FromDays(3.1));
        company.SignOutEverybody();
        await app.SweepAsync();

        ((string)(await staff.DataAsync(brings))["absenceFlag"]!).ShouldBe("none");
        ((string)(await staff.DataAsync(forgets))["absenceFlag"]!).ShouldBe("no-certificate");
        ((string)(await staff.ReadAsync(forgets))["status"]!).ShouldBe("Completed");
        var flags = await app.InDbAsync(db => db.Absences.Select(a => a.Flag).ToListAsync());
        flags.ShouldBe([null, "no-certificate"], ignoreOrder: true);
    }

    private static T Get<T>(IServiceProvider services)
        where T : notnull => (T)services.GetService(typeof(T))!;
}
