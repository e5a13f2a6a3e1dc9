using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>A complaint's forms as people of the sample company would fill them, and the steps that lead to a place in its
/// flow.</summary>
public sealed class Complaint(Company company)
{
    public static JsonObject Form(string product = "深沟球轴承", double defective = 5) =>
        new()
        {
            ["customerId"] = "C00001",
            ["orderNumber"] = "SO-2026-0815",
            ["batchNumber"] = "B-77",
            ["product"] = product,
            ["specification"] = "6204-2RS",
            ["quantity"] = 500,
            ["shippedOn"] = "2026-11-03",
            ["defectiveQuantity"] = defective,
            ["demand"] = "退货并赔偿停线损失",
            ["reason"] = "装机两天后异响",
            ["opinion"] = "客户情绪激动，内部意见勿外传",
            ["sampleAttached"] = true,
        };

    public static JsonObject Acceptance(string kind = "quality", params JsonObject[] departments) =>
        new() { ["class"] = kind, ["departments"] = new JsonArray([.. departments]) };

    public static JsonObject Investigation() =>
        new() { ["cause"] = "热处理温度偏低", ["countermeasure"] = "调整炉温并全检" };

    public static JsonObject Determination(string who = "ours")
    {
        var form = new JsonObject { ["responsibility"] = who, ["determinationBasis"] = "检验报告" };
        if (who == "third-party")
            form["responsibleUnit"] = "常州钢材";
        return form;
    }

    public static JsonObject Treatment(double amount, params string[] treatments) =>
        new()
        {
            ["treatments"] = new JsonArray([
                .. (treatments is [] ? ["discount"] : treatments).Select(t => (JsonNode)t),
            ]),
            ["amount"] = amount,
            ["loss"] = 87654.5,
            ["responsibleDepartment"] = "warehouse",
            ["responsiblePersons"] = "朱永福",
            ["penalty"] = "demerit",
            ["customerReply"] = "经查属我方产品问题，将按贵方要求处理。",
            ["improvementTracked"] = true,
        };

    public static JsonObject Told(string by = "phone") => new() { ["notifiedBy"] = by, ["notifiedOn"] = "2026-11-26" };

    public static JsonObject Answered(string how, string? demand = null)
    {
        var answer = new JsonObject { ["customerAnswer"] = how, ["answeredOn"] = "2026-11-27" };
        if (demand is not null)
            answer["newDemand"] = demand;
        return answer;
    }

    public async Task<string> StartAsync(JsonObject? form = null)
    {
        var rep = await company.As("marketing");
        var reply = await rep.PostAsync("/api/cases", new { process = "complaint", data = form ?? Form() });
        return reply.ShouldBe(System.Net.HttpStatusCode.Created).Text("number");
    }

    public async Task<string> AcceptedAsync(string kind = "quality", JsonObject? form = null)
    {
        var number = await StartAsync(form);
        await DoAsync("cs", number, "Approved", Acceptance(kind));
        return number;
    }

    public async Task<string> InvestigatedAsync(string kind = "quality")
    {
        var number = await AcceptedAsync(kind);
        if (kind == "quality")
            await DoAsync("rnd", number, "Done", Investigation());
        return number;
    }

    public async Task<string> InstructedAsync(string kind = "quality")
    {
        var number = await InvestigatedAsync(kind);
        await DoAsync("cs", number, "Done", new JsonObject { ["report"] = "属实" });
        await DoAsync("vp", number, "Approved", new JsonObject { ["instructions"] = "从速处理" });
        return number;
    }

    /// <summary>At the approval by amount.</summary>
    public async Task<string> TreatedAsync(double amount, params string[] treatments)
    {
        var number = await InstructedAsync();
        await DoAsync("cs", number, "Done", Determination());
        await DoAsync("cs", number, "Done", Treatment(amount, treatments));
        return number;
    }

    /// <summary>Waiting for the customer.</summary>
    public async Task<string> ToldAsync(params string[] treatments)
    {
        var number = await TreatedAsync(500, treatments);
        await DoAsync("sales-manager", number, "Approved");
        await DoAsync("marketing", number, "Done", Told());
        return number;
    }

    public async Task DoAsync(
        string user,
        string number,
        string outcome,
        JsonObject? data = null,
        string? comment = null
    ) => await (await company.As(user)).DecideAsync(number, outcome, comment, data);

    public async Task<JsonObject> ReadAsync(string number) => await (await company.As("gm")).CaseAsync(number);

    public async Task<IReadOnlyList<string>> LinkedAsync(string number, string prefix) =>
        [
            .. (await ReadAsync(number))["links"]!
                .AsArray()
                .Where(l => (bool)l!["cameOfThis"]!)
                .Select(l => (string)l!["number"]!)
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)),
        ];
}
