using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Tests.Activities;

/// <summary>What a return to an earlier step does to branches that run side by side, and how it comes straight back where a
/// process owner wants it so.</summary>
public sealed class ReturnTests
{
    [Fact]
    public async Task Straight_back_only_the_step_is_done_again_and_the_returner_asked()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var sign = Approve("sign", "marketing", ("resubmission", "Literal", "Returner"));
        await FlowEditor.DrawAsync(
            company,
            [Assign("look", "rnd"), sign],
            ("csManagerReview", "Approved", "look"),
            ("look", "Done", "sign"),
            ("sign", "Approved", "gmApproval"),
            ("sign", "Returned", "look"),
            ("sign", "Rejected", "archiveRefusedDraft")
        );
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        await (await company.As("rnd")).DecideAsync(number, "Done");
        await (await company.As("marketing")).DecideAsync(number, "Returned", "再审", returnTo: "step:csManagerReview");
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        await (await company.As("cs-manager")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await (await company.As("marketing2")).DecideAsync(number, "Returned", "数据错了", returnTo: "applicant");
        (await company.WaitingStepsAsync(number)).ShouldBe(["revise-returned"]);
        await (await company.As("cs")).DecideAsync(number, "Done", data: Draft.Valid());
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        await company.AdvanceAsync(number, from: "gm-approval");
        ((string)(await (await company.As("cs")).CaseAsync(number))["status"]!).ShouldBe("Completed");
    }

    [Fact]
    public async Task Within_a_branch_the_other_branch_goes_on_and_the_join_still_waits_for_both()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var (company, number) = await ForkedAsync(app);
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");

        await (await company.As("marketing")).DecideAsync(number, "Returned", "再做", returnTo: "step:prepare");

        (await company.WaitingStepsAsync(number)).ShouldBe(["prepare", "store"], ignoreOrder: true);
        await (await company.As("warehouse")).DecideAsync(number, "Done", step: "store");
        (await company.WaitingStepsAsync(number)).ShouldBe(["prepare"]);
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task Before_the_fork_the_other_branch_is_called_off_visibly_and_both_are_done_again()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var (company, number) = await ForkedAsync(app);
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");

        await (await company.As("marketing")).DecideAsync(number, "Returned", "重审", returnTo: "step:csManagerReview");

        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        var store = await app.InDbAsync(db => db.Tasks.SingleAsync(t => t.Step == "store"));
        store.Status.ShouldBe(TaskStatus.Cancelled);
        (
            await app.InDbAsync(db => db.Timeline.CountAsync(e => e.Kind == "task.cancelled" && e.TaskId == store.Id))
        ).ShouldBe(1);
        await (await company.As("cs-manager")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["prepare", "store"], ignoreOrder: true);
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["store"]);
        await (await company.As("warehouse")).DecideAsync(number, "Done", step: "store");
        await company.AdvanceAsync(number, from: "gm-approval");
        ((string)(await (await company.As("cs")).CaseAsync(number))["status"]!).ShouldBe("Completed");
    }

    [Fact]
    public async Task After_the_join_only_the_branch_returned_to_is_done_again()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var (company, number) = await ForkedAsync(app);
        await (await company.As("warehouse")).DecideAsync(number, "Done", step: "store");
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");
        await (await company.As("marketing")).DecideAsync(number, "Approved");

        await (await company.As("gm")).DecideAsync(number, "Returned", "再做", returnTo: "step:prepare");

        (await company.WaitingStepsAsync(number)).ShouldBe(["prepare"]);
        await (await company.As("rnd")).DecideAsync(number, "Done", step: "prepare");
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    // Behind the CS manager's review: rnd prepares and marketing signs on one side, the warehouse stores on the other.
    private static async Task<(Company, string)> ForkedAsync(WorkflowsApp app)
    {
        var company = new Company(app.Address);
        await FlowEditor.DrawAsync(
            company,
            [
                Assign("prepare", "rnd"),
                Approve("sign", "marketing"),
                Assign("store", "warehouse"),
                FlowEditor.Activity("join", "Elsa.FlowJoin", ("mode", "Literal", "WaitAll")),
            ],
            ("csManagerReview", "Approved", "prepare"),
            ("csManagerReview", "Approved", "store"),
            ("prepare", "Done", "sign"),
            ("sign", "Approved", "join"),
            ("sign", "Returned", "reviseDraft"),
            ("sign", "Rejected", "archiveRefusedDraft"),
            ("store", "Done", "join"),
            ("join", "Done", "gmApproval")
        );
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        return (company, number);
    }

    private static JsonObject Assign(string id, string role) =>
        FlowEditor.Activity(id, "Workflows.Assign", ("step", "Literal", id), ("role", "Literal", role));

    private static JsonObject Approve(string id, string role, params (string, string, string)[] more) =>
        FlowEditor.Activity(id, "Workflows.Approve", [("step", "Literal", id), ("role", "Literal", role), .. more]);
}
