using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Calendar;
using Workflows.Cases.Deadlines;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>The clock of a case [A26]: when it starts, stands still, is overdue, and how it explains itself.</summary>
public sealed class ClockTests
{
    [Theory, CombineDatabases]
    public async Task The_form_is_to_close_six_days_after_acceptance_A26(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var complaint = new Complaint(new Company(app.Address));
        var number = await complaint.StartAsync();
        ((await complaint.ReadAsync(number))["deadline"]).ShouldBeNull();
        app.Clock.Advance(TimeSpan.FromHours(5));

        await complaint.DoAsync("cs", number, "Approved", Complaint.Acceptance());

        var deadline = (await complaint.ReadAsync(number))["deadline"]!;
        ((DateTimeOffset)deadline["due"]!).ShouldBe(app.Clock.GetUtcNow().AddDays(6));
        ((string)deadline["explained"]!).ShouldContain("自然日");
        ((string)deadline["explained"]!).ShouldContain("投诉结案时限");
    }

    [Fact]
    public async Task In_working_days_weekends_and_holidays_do_not_count_A26()
    {
        await using var app = await WorkflowsApp.StartAsync(
            Database.Sqlite,
            new() { ["Policy:complaint:closeWithin"] = "6.00:00:00 working" }
        );
        var complaint = new Complaint(new Company(app.Address));

        var number = await complaint.AcceptedAsync();

        // From Wednesday 25 November six working days: over one weekend.
        var deadline = (await complaint.ReadAsync(number))["deadline"]!;
        ((DateTimeOffset)deadline["due"]!).ShouldBe(app.Clock.GetUtcNow().AddDays(8));
        ((string)deadline["explained"]!).ShouldContain("跳过 2 个非工作日");
    }

    [Theory, CombineDatabases]
    public async Task The_clock_stands_still_while_the_customer_is_waited_for_A26(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.ToldAsync();
        var before = (DateTimeOffset)(await complaint.ReadAsync(number))["due"]!;

        app.Clock.Advance(TimeSpan.FromDays(4));
        company.SignOutEverybody();
        await app.SweepAsync();
        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("accepted"));

        var one = await complaint.ReadAsync(number);
        ((DateTimeOffset)one["deadline"]!["due"]!).ShouldBe(before.AddDays(4));
        ((string)one["deadline"]!["explained"]!).ShouldContain("暂停 4 天");
        one["pauses"]!.AsArray().ShouldHaveSingleItem()!["endedAt"].ShouldNotBeNull();
        one["timeline"]!.AsArray().ShouldNotContain(e => (string?)e!["kind"] == "case.reminded");
    }

    [Theory, CombineDatabases]
    public async Task An_overdue_case_is_told_of_and_listed_until_it_is_closed_A26_over(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.InvestigatedAsync();

        foreach (var days in new[] { 5.5, 1, 1 })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            await app.SweepAsync();
        }
        company.SignOutEverybody();

        var kinds = (await complaint.ReadAsync(number))["timeline"]!
            .AsArray()
            .Select(e => (string?)e!["kind"])
            .ToList();
        kinds.ShouldContain("case.reminded");
        kinds.Count(k => k == "case.escalated").ShouldBe(2);
        (await ListedAsync(await company.As("cs-manager"), number)).ShouldBeTrue();
        (await ListedAsync(await company.As("gm"), number)).ShouldBeTrue();
        (await (await company.As("marketing")).GetAsync("/api/overdue")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Mailbox.AwaitAsync(app.Database, "vp", number, "逾期上报");
        await complaint.DoAsync("cs", number, "Done", new JsonObject { ["report"] = "属实" });
        await complaint.DoAsync("vp", number, "Rejected", comment: "撤案");

        (await ListedAsync(await company.As("gm"), number)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_in_time_takes_their_task_along_and_who_is_not_loses_it_to_the_time_out()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var owner = await company.As("process-owner");
        var found = (await owner.GetAsync("/elsa/api/workflow-definitions/by-definition-id/memo")).Object;
        var root = found["root"]!;
        var approval = root["activities"]!.AsArray().Single(a => (string?)a!["id"] == "approval")!;
        approval["timeOut"] = JsonNode.Parse(
            """{"typeName":"String","expression":{"type":"Literal","value":"1.00:00:00"}}"""
        );
        var nowhere = await owner.PostAsync("/elsa/api/workflow-definitions", new { model = found, publish = true });
        nowhere.Body.ShouldContain("TimedOut");
        root["connections"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    """{"source":{"activity":"approval","port":"TimedOut"},"target":{"activity":"archiveRefused","port":"In"},"vertices":[]}"""
                )
            );
        await owner.PostAsync("/elsa/api/workflow-definitions", new { model = found, publish = true });
        var data = new JsonObject
        {
            ["topic"] = "general",
            ["title"] = "申请采购",
            ["content"] = "测试仪一台",
        };
        var (late, early) = (await MemoAsync(company, data), await MemoAsync(company, data));
        await (await company.As("cs-manager")).DecideAsync(early, "Approved");

        app.Clock.Advance(TimeSpan.FromDays(1.1));
        await app.SweepAsync();
        company.SignOutEverybody();

        ((string?)(await (await company.As("gm")).CaseAsync(early))["status"]).ShouldBe("Completed");
        ((string?)(await (await company.As("gm")).CaseAsync(late))["status"]).ShouldBe("Refused");
    }

    [Theory]
    [InlineData("2026-02-13T09:00", 1, "2026-02-14T09:00")] // A Saturday that is worked, before the Spring Festival.
    [InlineData("2026-02-14T09:00", 1, "2026-02-24T09:00")] // The festival itself.
    [InlineData("2026-09-30T18:00", 2, "2026-10-09T18:00")] // National Day.
    [InlineData("2026-10-10T00:30", 0.5, "2026-10-10T12:30")]
    [InlineData("2026-10-11T12:00", 1, "2026-10-13T00:00")] // Begun on a Sunday: the whole of Monday.
    public void Working_days_follow_the_published_calendar(string from, double days, string due)
    {
        var (_, exceptions) = CalendarFile.Parse(
            File.ReadAllText(Repository.Path("workflows/calendar/2026.json")),
            "2026.json"
        );
        var clock = new ClockTime(
            new WorkDays(exceptions),
            new CompanyTime(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))
        );

        var at = clock.Add(Local(from), TimeSpan.FromDays(days), ClockKind.Working);

        at.ShouldBe(Local(due));
        clock.Between(Local(from), at, ClockKind.Working).ShouldBe(TimeSpan.FromDays(days));
    }

    [Fact]
    public async Task The_calendar_is_entered_by_process_owners_a_year_at_a_time()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var year = JsonNode.Parse(
            """{"year":2027,"holidays":[{"name":{"zh-Hans":"元旦","zh-Hant":"元旦","en":"New Year"},"days":["2027-01-01"],"workdays":["2027-01-09"]}]}"""
        )!;
        var cs = await app.SignInAsync("cs");
        var owner = await app.SignInAsync("process-owner");

        (await cs.Http.PutAsJsonAsync("/api/calendar", year)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.Http.PutAsJsonAsync("/api/calendar", year)).StatusCode.ShouldBe(HttpStatusCode.OK);
        year["holidays"]![0]!["days"] = new JsonArray("2026-13-01");
        (await owner.Http.PutAsJsonAsync("/api/calendar", year)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await cs.GetAsync("/api/calendar/2027")).Items().Count.ShouldBe(2);
        (await app.InDbAsync(db => db.CalendarDays.CountAsync(d => d.Day.Year == 2026))).ShouldBeGreaterThan(30);
    }

    private static async Task<string> MemoAsync(Company company, JsonObject data)
    {
        var reply = await (await company.As("cs")).PostAsync("/api/cases", new { process = "memo", data });
        return reply.ShouldBe(HttpStatusCode.Created).Text("number");
    }

    [Fact]
    public async Task The_cases_reminder_reaches_the_deputy_of_who_has_its_task_A26_over()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await new Complaint(company).AcceptedAsync();
        var rnd = await company.As("rnd");
        var deputy = new
        {
            deputy = "finance",
            from = "2026-11-25",
            until = "2026-12-05",
        };
        ((int)(await rnd.PostAsync("/api/deputies", deputy)).Status).ShouldBeInRange(200, 299);

        app.Clock.Advance(TimeSpan.FromDays(5.5));
        await app.SweepAsync();

        var mail = await Mailbox.AwaitAsync(app.Database, "finance", number, "案件即将到期");
        mail.HtmlBody!.ShouldContain("您是 沈立新 的代理人");
    }

    private static async Task<bool> ListedAsync(ApiClient manager, string number) =>
        (await manager.GetAsync("/api/overdue")).ShouldBe(HttpStatusCode.OK).Object["cases"]!
            .AsArray()
            .Any(c => (string?)c!["number"] == number);

    private static DateTimeOffset Local(string at) =>
        new(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
