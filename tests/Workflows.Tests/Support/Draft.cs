using System.Text.Json.Nodes;

namespace Workflows.Tests.Support;

/// <summary>Forms of the correction as people of the sample company would fill them.</summary>
public static class Draft
{
    /// <summary>A draft that is right in every field: one wrong phone number, research and finance must act.</summary>
    public static JsonObject Valid(
        string customer = "C00001",
        string field = "phone",
        string wrong = "0512-62881234",
        string right = "0512-62881299",
        params string[] departments
    ) =>
        new()
        {
            ["customerId"] = customer,
            ["changes"] = new JsonArray(
                new JsonObject
                {
                    ["field"] = field,
                    ["wrong"] = wrong,
                    ["right"] = right,
                }
            ),
            ["cause"] = "登记时抄错号码",
            ["affected"] = "客户本人及两张未结订单",
            ["remedy"] = "更正档案，通知各部门改用新号码",
            ["departments"] = new JsonArray([
                .. (departments is [] ? ["rnd", "finance"] : departments).Select(d => new JsonObject
                {
                    ["department"] = d,
                }),
            ]),
        };

    public static JsonObject Execution() => new() { ["executionNote"] = "请各部门按方案执行" };

    public static JsonObject Feedback(string note = "已按新号码更改") => new() { ["done"] = true, ["note"] = note };

    public static JsonObject Report() => new() { ["report"] = "各部门已执行完毕，客户已确认。" };
}
