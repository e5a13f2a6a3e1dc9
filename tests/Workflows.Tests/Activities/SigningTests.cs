using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Tests.Activities;

/// <summary>Approve with mode All (会签): everybody with the role signs.</summary>
public sealed class SigningTests
{
    [Fact]
    public async Task Every_signer_gets_a_task_and_all_must_approve()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company);

        (await company.WaitingStepsAsync(number)).ShouldBe(["sign", "sign"]);
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await (await company.As("marketing2")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task The_first_who_rejects_takes_the_others_tasks_away()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company);

        await (await company.As("marketing2")).DecideAsync(number, "Rejected", "不同意");

        (await (await company.As("marketing")).TasksAsync(number)).ShouldBeEmpty();
        var signed = await app.InDbAsync(db => db.Tasks.Where(t => t.Step == "sign").ToListAsync());
        signed.Select(t => t.Status).ShouldBe([TaskStatus.Decided, TaskStatus.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task Withdrawing_a_case_takes_all_tasks_and_the_flow_away()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var cs = await company.As("cs");

        var reply = await cs.PostAsync($"/api/cases/{number}/withdraw", new { reason = "填错了" });

        ((int)reply.Status).ShouldBeInRange(200, 299, reply.Body);
        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        var owner = await company.As("process-owner");
        var instances = await owner.GetAsync("/elsa/api/workflow-instances?subStatus=Cancelled");
        instances.Items().Count.ShouldBe(1, instances.Body);
    }

    private static async Task<string> StartAsync(Company company)
    {
        JsonObject sign = FlowEditor.Activity(
            "sign",
            "Workflows.Approve",
            ("step", "Literal", "sign"),
            ("role", "Literal", "marketing"),
            ("mode", "Literal", "All")
        );
        await FlowEditor.InsertAsync(company, (sign, "Approved"));
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        return number;
    }
}
