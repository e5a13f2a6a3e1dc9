using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Complaints;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>退回: to any earlier step of the case and to the applicant, whether the flow draws it or not.</summary>
public sealed class ReturnTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task A_correction_goes_back_to_any_step_that_somebody_has_done_and_through_the_chain_again(
        Database kind
    )
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync(
            "gm-report-approval",
            Draft.Valid("C00006", "address", "福建省厦门市湖里区兴隆路25号", "福建省厦门市湖里区兴隆路27号")
        );

        await (await company.As("gm")).DecideAsync(number, "Returned", "重新组织", returnTo: "step:organise");

        (await company.WaitingStepsAsync(number)).ShouldBe(["organise"]);
        var entry = await app.InDbAsync(db =>
            db.Timeline.Where(e => e.Kind == "task.decided" && e.Outcome == "Returned")
                .SingleAsync(e => db.Cases.Any(c => c.Id == e.CaseId && c.Number == number))
        );
        entry.Details.ShouldContain("step:organise");
        await company.AdvanceAsync(number, from: "organise", to: "cs-manager-report-review");
        await (await company.As("cs-manager")).DecideAsync(
            number,
            "Returned",
            "再问部门",
            returnTo: "step:departments"
        );
        (await company.WaitingStepsAsync(number)).ShouldBe(["departments", "departments"]);
        await company.AdvanceAsync(number, from: "departments");
        var closed = await (await company.As("cs")).CaseAsync(number);
        ((string)closed["status"]!).ShouldBe("Completed");
        ((string?)closed["data"]!["feedback"]!["rnd"]!["note"]).ShouldBe("已按新号码更改");
    }

    [Theory, CombineDatabases]
    public async Task A_complaint_goes_back_to_its_applicant_where_no_arrow_leads_to_them_A25(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.InvestigatedAsync();
        await complaint.DoAsync("cs", number, "Done", new JsonObject { ["report"] = "属实" });

        var vp = await company.As("vp");
        var task = await vp.TaskAsync(number);
        var offered = (await vp.GetAsync($"/api/tasks/{task.Id}")).Object["returns"]!.AsArray();
        offered.Select(r => (string)r!["key"]!).ShouldBe(["", "step:investigate", "step:accept", "applicant"]);
        ((string?)offered[0]!["step"]).ShouldBe("report");
        await vp.DecideAsync(number, "Returned", "订单号不对", returnTo: "applicant");

        (await company.WaitingStepsAsync(number)).ShouldBe(["revise-returned"]);
        await complaint.DoAsync("marketing", number, "Done", Complaint.Form("圆柱滚子轴承"));
        (await company.WaitingStepsAsync(number)).ShouldBe(["acceptance"]);
        var again = await complaint.ReadAsync(number);
        ((string?)again["data"]!["product"]).ShouldBe("圆柱滚子轴承");
        // What was said before is still there to build on.
        ((string?)again["data"]!["report"]).ShouldBe("属实");
        await complaint.DoAsync("cs", number, "Approved", Complaint.Acceptance());
        await complaint.DoAsync("rnd", number, "Done", Complaint.Investigation());
        await complaint.DoAsync("cs", number, "Done", new JsonObject { ["report"] = "再次属实" });
        (await company.WaitingStepsAsync(number)).ShouldBe(["vp-instructions"]);
    }

    [Theory, CombineDatabases]
    public async Task A_complaint_returned_at_the_approval_runs_on_to_its_archive_A27(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.TreatedAsync(1000);

        await (await company.As("vp")).DecideAsync(number, "Returned", "责任重定", returnTo: "step:determine");
        await complaint.DoAsync("cs", number, "Done", Complaint.Determination());
        await complaint.DoAsync("cs", number, "Done", Complaint.Treatment(999.99));
        await complaint.DoAsync("sales-manager", number, "Approved");
        await complaint.DoAsync("marketing", number, "Done", Complaint.Told());
        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("accepted"));
        (await company.WaitingStepsAsync(number)).ShouldBe(["improvement"]);
        // The treatment was executed once, after the approval that held.
        (await complaint.LinkedAsync(number, "XZ-")).Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("step:archive")]
    [InlineData("step:gmReportApproval")]
    [InlineData("step:nonsense")]
    [InlineData("nonsense")]
    public async Task What_nobody_has_done_is_no_place_to_return_to(string target)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAtAsync("gm-approval");
        var gm = await company.As("gm");

        var reply = await gm.TryDecideAsync(await gm.TaskAsync(number), "Returned", "不行", returnTo: target);

        ((int)reply.Status).ShouldBeInRange(400, 422);
        reply.ErrorFields().ShouldBe(["/returnTo"]);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task The_page_lists_the_steps_with_who_did_them_and_returns_to_the_one_chosen()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("gm-report-approval");
        using var gm = await Page.SignInAsync(app.Address, "gm");
        var task = await (await company.As("gm")).TaskAsync(number);

        var page = await Page.GetAsync(gm, $"/tasks/{task.Id}");
        var offered = page.Document.QuerySelectorAll("input[name=returnTo]").Select(i => i.GetAttribute("value"));
        offered.ShouldBe([
            "previous",
            "applicant",
            "step:report",
            "step:departments",
            "step:organise",
            "step:gmApproval",
            "step:csManagerReview",
        ]);
        page.Text.ShouldContain("上一步：客服部经理审核报告");
        var button = page.Document.QuerySelector("button[value=Returned]");
        var done = await page.SubmitAsync(
            page.Form("#case-form"),
            new() { ["returnTo"] = "step:departments", ["comment"] = "部门再核实" },
            button
        );

        done.Status.ShouldBe(HttpStatusCode.OK, done.Text);
        (await company.WaitingStepsAsync(number)).ShouldBe(["departments", "departments"]);
        var read = await Page.GetAsync(gm, $"/cases/{number}");
        read.Text.ShouldContain("退至「部门执行与反馈」");
    }

    [Fact]
    public async Task The_link_of_a_mail_offers_the_same_places()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("gm-report-approval");
        var mail = await Mailbox.AwaitAsync(app.Database, "gm", number, "总经理审批报告");
        using var reader = Page.NewBrowser(app.Address);

        var page = await Page.GetAsync(reader, mail.DecideLinks()[1]);
        await page.SubmitAsync(
            page.Form("main form[method=post]"),
            new() { ["returnTo"] = "step:report", ["comment"] = "报告太短" }
        );

        (await company.WaitingStepsAsync(number)).ShouldBe(["report"]);
    }
}
