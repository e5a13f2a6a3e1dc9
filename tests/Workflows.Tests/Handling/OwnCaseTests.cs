using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Tests.Activities;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>A person never approves their own case, and what nobody can do goes to the policy's fallback: both visibly.</summary>
public sealed class OwnCaseTests
{
    [Fact]
    public async Task The_applicants_own_approval_goes_to_their_supervisor_and_the_timeline_says_so()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var manager = await company.As("cs-manager");

        var number = await manager.StartAsync();

        (await manager.TasksAsync(number)).ShouldBeEmpty();
        await (await company.As("vp")).TaskAsync(number, "cs-manager-review");
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        (await Page.GetAsync(browser, $"/cases/{number}")).Text.ShouldContain("不能审批自己的案件，改由 陆文静 办理");
    }

    [Fact]
    public async Task An_approver_who_has_left_is_replaced_by_the_fallback_role_of_the_policy()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        JsonObject sign = FlowEditor.Activity(
            "sign",
            "Workflows.Approve",
            ("step", "Literal", "sign"),
            ("person", "Liquid", "long-gone")
        );
        await FlowEditor.InsertAsync(company, (sign, "Approved"));
        var number = await company.StartAsync();

        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        var office = await company.As("gm-office");
        var task = await office.TaskAsync(number, "sign");
        var kinds = (await office.CaseAsync(number))["timeline"]!.AsArray().Select(e => (string)e!["kind"]!);
        kinds.ShouldContain("task.nobodyThere");
        (await office.TryDecideAsync(task, "Approved")).ShouldBe(HttpStatusCode.OK);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task The_memo_of_who_has_nobody_above_goes_to_the_fallback_role()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var data = new
        {
            topic = "general",
            title = "年终安排",
            content = "拟于十二月底召开总结会。",
        };

        var started = await (await company.As("gm")).PostAsync("/api/cases", new { process = "memo", data });

        var number = started.ShouldBe(HttpStatusCode.Created).Text("number");
        var office = await company.As("gm-office");
        await office.DecideAsync(number, "Approved");
        var one = await office.CaseAsync(number);
        one["timeline"]!.AsArray().Select(e => (string)e!["kind"]!).ShouldContain("task.nobodyThere");
        ((string)one["status"]!).ShouldBe("Completed");
    }

    [Theory, CombineDatabases]
    public async Task What_somebody_had_who_left_goes_to_the_fallback_role_when_it_is_next_looked_at(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        await LeaveAsync(app, "cs-manager");

        app.Clock.SetUtcNow(task.Due!.Value.AddDays(-1));
        await app.SweepAsync();

        company.SignOutEverybody();
        var office = await company.As("gm-office");
        (await office.TryDecideAsync(await office.TaskAsync(number), "Approved")).ShouldBe(HttpStatusCode.OK);
        var kinds = (await office.CaseAsync(number))["timeline"]!.AsArray().Select(e => (string)e!["kind"]!);
        kinds.ShouldContain("task.nobodyThere");
    }

    private static Task<bool> LeaveAsync(WorkflowsApp app, string user) =>
        app.InScopeAsync(async scope =>
        {
            var stop = TestContext.Current.CancellationToken;
            var db = scope.GetRequiredService<CasesDb>();
            await scope
                .GetRequiredService<UnitOfWork>()
                .RunAsync(
                    async token => (await db.People.SingleAsync(p => p.SignInName == user, token)).IsActive = false,
                    stop
                );
            await scope.GetRequiredService<PeopleDirectory>().RefreshAsync(stop);
            return true;
        });
}
