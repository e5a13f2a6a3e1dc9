using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>Approval by amount [A27]: whose it is, exactly at the boundaries, and what an amended amount does.</summary>
public sealed class LimitTests(SharedApps apps)
{
    [Theory]
    [InlineData(0, "sales-manager")]
    [InlineData(999.99, "sales-manager")]
    [InlineData(1000, "vp")]
    [InlineData(5000, "vp")]
    [InlineData(5000.01, "gm")]
    public async Task The_amount_says_who_approves_A27(double amount, string who)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await new Complaint(company).TreatedAsync(amount);

        foreach (var user in new[] { "sales-manager", "vp", "gm" })
            (await (await company.As(user)).TasksAsync(number)).Count.ShouldBe(user == who ? 1 : 0, user);
    }

    [Theory, CombineDatabases]
    public async Task An_amended_amount_moves_up_and_is_recorded_A27(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var complaint = new Complaint(company);
        var number = await complaint.TreatedAsync(999);

        await complaint.DoAsync("sales-manager", number, "Approved", new JsonObject { ["amount"] = 5000 });
        (await (await company.As("vp")).TaskAsync(number)).Step.ShouldBe("approval");
        await complaint.DoAsync("vp", number, "Approved", new JsonObject { ["amount"] = 5001 });
        await complaint.DoAsync("gm", number, "Approved", new JsonObject { ["amount"] = 10 });

        var one = await complaint.ReadAsync(number);
        ((double)one["data"]!["amount"]!).ShouldBe(10);
        one["timeline"]!.AsArray().Count(e => (string?)e!["kind"] == "approval.moved").ShouldBe(2);
        one["timeline"]!
            .AsArray()
            .Where(e => (string?)e!["step"] == "approval" && (string?)e["outcome"] == "Approved")
            .Select(e => $"{e!["details"]!["changed"]![0]!["old"]} → {e["details"]!["changed"]![0]!["new"]}")
            .ShouldBe(["999 → 5000", "5000 → 5001", "5001 → 10"]);
        (await company.WaitingStepsAsync(number)).ShouldBe(["notify-customer"]);
    }

    [Theory]
    [InlineData("""[{"from":0,"below":1000,"role":"sales-manager"},{"above":1000,"role":"gm"}]""", "gap")]
    [InlineData("""[{"from":0,"to":1000,"role":"sales-manager"},{"from":1000,"role":"gm"}]""", "overlap")]
    [InlineData("""[{"from":0,"to":1000,"role":"sales-manager"}]""", "gap")]
    [InlineData("""[{"from":0,"role":"nobody-has-it"}]""", "nobody holds the role")]
    [InlineData("limits.unheard", "no table of limits")]
    public async Task Limits_that_do_not_cover_every_amount_once_are_refused_at_publish_A27(string table, string why)
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = (await app.SignInAsync("process-owner")).In("en");
        var found = (await owner.GetAsync("/elsa/api/workflow-definitions/by-definition-id/complaint")).Object;
        var approval = found["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "approval")!;
        approval["limits"]!["expression"]!["value"] = table;

        var reply = await owner.PostAsync("/elsa/api/workflow-definitions", new { model = found, publish = true });

        reply.Body.Unescaped().ShouldContain(why);
        var published = await owner.GetAsync(
            "/elsa/api/workflow-definitions/by-definition-id/complaint?versionOptions=Published"
        );
        published.Body.ShouldContain("limits.complaint");
    }
}
