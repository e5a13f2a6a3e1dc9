using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>Forms of the personnel processes as people of the sample company would fill them. The clock of the tests begins on
/// 2026-11-25 in Shanghai.</summary>
public sealed class Staff(Company company)
{
    public const string SoonDay = "2026-11-28";
    public const string FarDay = "2026-12-31";

    public static JsonObject Notice(string lastDay = FarDay, bool inProbation = false) =>
        new()
        {
            ["lastDay"] = lastDay,
            ["reason"] = "家庭原因",
            ["inProbation"] = inProbation,
        };

    public async Task<string> StartAsync(string user, string process, JsonObject data)
    {
        var reply = await (await company.As(user)).PostAsync("/api/cases", new { process, data });
        return reply.ShouldBe(HttpStatusCode.Created).Text("number");
    }

    public static JsonObject Confirmation(string lastDay = FarDay) =>
        new() { ["confirmedLastDay"] = lastDay, ["entitlements"] = "工资结至离职日，年假 2 天折算" };

    /// <summary>At the hand-over.</summary>
    public async Task<string> ConfirmedAsync(string user = "marketing", string lastDay = FarDay)
    {
        var number = await StartAsync(user, "resignation", Notice(lastDay));
        await DoAsync("sales-manager", number, "Approved");
        await DoAsync("hr", number, "Approved", Confirmation(lastDay));
        return number;
    }

    public async Task DoAsync(
        string user,
        string number,
        string outcome,
        JsonObject? data = null,
        string? comment = null,
        string? step = null
    ) => await (await company.As(user)).DecideAsync(number, outcome, comment, data, step: step);

    /// <summary>All of the resignation's customers go to marketing2, who has spoken with them, and the list is signed [B6].</summary>
    public async Task HandOverCustomersAsync(string number)
    {
        var handover = (string)(await ReadAsync(number))["links"]!.AsArray().Single()!["number"]!;
        await DoAsync("sales-manager", handover, "Done", new JsonObject { ["successor"] = "marketing2" });
        await DoAsync(
            "marketing2",
            handover,
            "Done",
            new JsonObject { ["contactedOn"] = "2026-11-30", ["contactNote"] = "电话联系，一切照旧" }
        );
        await DoAsync("sales-manager", handover, "Done", step: "signing");
    }

    /// <summary>Property, accounts and work in progress are handed over.</summary>
    public async Task HandOverThingsAsync(string number)
    {
        await DoAsync("warehouse", number, "Done", new JsonObject { ["propertyReturned"] = "电脑、工牌" });
        await DoAsync("admin", number, "Done", new JsonObject { ["accountsHandedOver"] = "邮箱已转发" });
        await DoAsync(
            "sales-manager",
            number,
            "Done",
            new JsonObject { ["workHandedOver"] = "报价单移交" },
            step: "work"
        );
    }

    public async Task<JsonObject> ReadAsync(string number) => await (await company.As("gm")).CaseAsync(number);

    public async Task<JsonObject> DataAsync(string number) => (await ReadAsync(number))["data"]!.AsObject();

    public async Task<JsonObject> FormAsync(string user, string number, string? step = null)
    {
        var client = await company.As(user);
        var task = await client.TaskAsync(number, step);
        return (await client.GetAsync($"/api/tasks/{task.Id}")).ShouldBe(HttpStatusCode.OK).Object;
    }
}
