using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.Correction;

/// <summary>The chain of [C] from the draft to the archive, through the API and down to the rows.</summary>
public sealed class ChainTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task A_correction_goes_from_draft_to_archive_and_changes_the_customer_file_C(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync(
            Draft.Valid("C00002", "address", "浙江省宁波市鄞州区鄞县大道中段1299号", "浙江省宁波市鄞州区天童南路666号")
        );

        foreach (var (step, who) in Company.Steps)
        {
            (await company.WaitingStepsAsync(number)).Distinct().ShouldBe([step]);
            foreach (var user in who)
                await company.EndAsync(number, step, user);
        }

        var closed = await app.InDbAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        closed.Status.ShouldBe(CaseStatus.Completed);
        closed.ArchivedAt.ShouldBe(app.Clock.GetUtcNow());
        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        var file = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00002"));
        file.Address.ShouldBe("浙江省宁波市鄞州区天童南路666号");
        var change = await app.InDbAsync(db => db.CustomerChanges.SingleAsync(c => c.CaseNumber == number));
        change.OldValue.ShouldBe("浙江省宁波市鄞州区鄞县大道中段1299号");
        change.NewValue.ShouldBe("浙江省宁波市鄞州区天童南路666号");
    }

    [Theory, CombineDatabases]
    public async Task Departments_answer_in_parallel_and_the_report_waits_for_the_last_C(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var number = await company.StartAtAsync(
            "departments",
            Draft.Valid(departments: ["rnd", "finance", "warehouse"])
        );

        (await company.WaitingStepsAsync(number)).ShouldBe(["departments", "departments", "departments"]);
        await company.EndAsync(number, "departments", "warehouse");
        await company.EndAsync(number, "departments", "rnd");
        (await company.WaitingStepsAsync(number)).ShouldBe(["departments"]);
        await company.EndAsync(number, "departments", "finance");

        (await company.WaitingStepsAsync(number)).ShouldBe(["report"]);
        var one = await (await company.As("cs")).CaseAsync(number);
        ((string?)one["data"]!["feedback"]!["rnd"]!["note"]).ShouldBe("已按新号码更改");
        one["data"]!["feedback"]!
            .AsObject()
            .Select(f => f.Key)
            .ShouldBe(["warehouse", "rnd", "finance"], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_department_has_its_own_due_date_C()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var draft = Draft.Valid();
        draft["departments"]![0]!["due"] = "2026-12-01";

        var number = await company.StartAtAsync("departments", draft);

        var rnd = await (await company.As("rnd")).TaskAsync(number);
        var finance = await (await company.As("finance")).TaskAsync(number);
        // The whole of the given day belongs to the department, in the company's zone; otherwise the policy's three days.
        rnd.Due!.Value.ShouldBe(
            new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.FromHours(8)),
            TimeSpan.FromMinutes(1)
        );
        finance.Due.ShouldBe(app.Clock.GetUtcNow().AddDays(3));
    }

    [Theory]
    [InlineData("cs-manager-review")]
    [InlineData("gm-approval")]
    [InlineData("cs-manager-report-review")]
    [InlineData("gm-report-approval")]
    public async Task A_rejection_at_any_review_ends_the_case_as_refused_C(string step)
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var before = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00003"));
        var number = await company.StartAtAsync(step, Draft.Valid("C00003", "phone", "027-87540088", "027-11111111"));
        var reviewer = Company.Steps.Single(s => s.Step == step).Who[0];

        await (await company.As(reviewer)).DecideAsync(number, "Rejected", "依据不足");

        var one = await app.InDbAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        one.Status.ShouldBe(CaseStatus.Refused);
        one.ArchivedAt.ShouldNotBeNull();
        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        var after = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00003"));
        after.Phone.ShouldBe(before.Phone);
    }

    [Theory]
    [InlineData("cs-manager-review", "applicant", "revise-draft")]
    [InlineData("gm-approval", "applicant", "revise-draft")]
    [InlineData("gm-approval", "previous", "cs-manager-review")]
    [InlineData("cs-manager-report-review", "previous", "report")]
    [InlineData("gm-report-approval", "previous", "cs-manager-report-review")]
    [InlineData("gm-report-approval", "applicant", "report")]
    public async Task A_return_goes_to_the_step_that_the_reviewer_names_C(string step, string target, string lands)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAtAsync(step);
        var reviewer = Company.Steps.Single(s => s.Step == step).Who[0];

        await (await company.As(reviewer)).DecideAsync(number, "Returned", "请补充影响范围", returnTo: target);

        (await company.WaitingStepsAsync(number)).ShouldBe([lands]);
        var one = await (await company.As("cs")).CaseAsync(number);
        one["timeline"]!.ToJsonString(PlainJson.Readable).ShouldContain("请补充影响范围");
    }

    [Fact]
    public async Task A_returned_draft_is_revised_and_goes_through_the_whole_chain_again_C()
    {
        var app = await apps.On(Database.Postgres);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("gm-approval", Draft.Valid("C00004", "fax", "", "028-86650001"));
        await (await company.As("gm")).DecideAsync(number, "Returned", "传真号不全", returnTo: "applicant");
        var file = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00004"));

        var revised = Draft.Valid("C00004", "fax", file.Fax ?? "", "028-86650002");
        await (await company.As("cs")).DecideAsync(number, "Done", data: revised, step: "revise-draft");
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        await company.AdvanceAsync(number);

        file = await app.InDbAsync(db => db.Customers.SingleAsync(c => c.Number == "C00004"));
        file.Fax.ShouldBe("028-86650002");
    }

    [Theory]
    [InlineData("Returned")]
    [InlineData("Rejected")]
    public async Task A_reviewer_gives_a_reason_for_a_no_C(string outcome)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");

        var reply = await manager.TryDecideAsync(await manager.TaskAsync(number), outcome, "  ");

        reply.ShouldBe(System.Net.HttpStatusCode.BadRequest).ErrorFields().ShouldBe(["/comment"]);
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task A_printed_correction_says_what_was_wrong_and_what_is_right_C()
    {
        var app = await apps.On(Database.Sqlite);
        var number = await new Company(app.Address).StartAsync(Draft.Valid("C00006", "postcode", "430074", "430070"));
        using var browser = await Page.SignInAsync(app.Address, "cs");

        var page = await Page.GetAsync(browser, $"/cases/{number}/print");

        var table = page.Document.QuerySelector("table.rows")!;
        table.QuerySelectorAll("th").Select(h => h.TextContent).ShouldBe(["栏位", "错误的内容", "正确的内容"]);
        table.QuerySelectorAll("td").Select(c => c.TextContent).ShouldBe(["邮政编码", "430074", "430070"]);
    }
}
