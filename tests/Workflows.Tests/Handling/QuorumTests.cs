using System.Text.Json.Nodes;
using Workflows.Tests.Activities;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Several approvers by the flow: or-sign 或签, countersign 会签 one after the other, and a quorum.</summary>
public sealed class QuorumTests
{
    [Fact]
    public async Task In_order_each_signs_after_the_one_before()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company, "InOrder", "", "finance,rnd,hr");

        foreach (var user in new[] { "finance", "rnd", "hr" })
        {
            (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
            await (await company.As(user)).DecideAsync(number, "Approved");
        }
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task Any_one_of_those_listed_decides_for_all()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company, "Any", "", "finance,rnd,hr");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);

        await (await company.As("rnd")).DecideAsync(number, "Approved");

        (await (await company.As("hr")).TasksAsync(number)).ShouldBeEmpty();
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("60%")]
    [InlineData("")]
    public async Task A_quorum_of_two_in_three_approves_and_takes_the_third_task_away(string quorum)
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company, "Quorum", quorum, "finance,rnd,hr");

        await (await company.As("finance")).DecideAsync(number, "Rejected", "不同意");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign", "sign"], "one no does not decide");
        await (await company.As("rnd")).DecideAsync(number, "Approved");
        await (await company.As("hr")).DecideAsync(number, "Approved");

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_quorum_that_can_no_longer_be_reached_rejects()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await StartAsync(company, "Quorum", "2", "finance,rnd,hr");

        await (await company.As("finance")).DecideAsync(number, "Rejected", "不同意");
        await (await company.As("rnd")).DecideAsync(number, "Rejected", "不同意");

        (await company.WaitingStepsAsync(number)).ShouldNotContain("sign");
    }

    private static async Task<string> StartAsync(Company company, string mode, string quorum, string signers)
    {
        JsonObject sign = FlowEditor.Activity(
            "sign",
            "Workflows.Approve",
            ("step", "Literal", "sign"),
            ("signers", "Literal", signers),
            ("quorum", "Literal", quorum),
            ("mode", "Literal", mode)
        );
        await FlowEditor.InsertAsync(company, (sign, "Approved"));
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        return number;
    }
}
