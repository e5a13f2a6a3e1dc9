using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Running;
using Workflows.Cases.Cases;
using Workflows.Cases.Handover;
using Act = Workflows.Cases.Handover.HandOver;

namespace Workflows.Activities.Handover;

/// <summary>Hands over what hangs on a person, and tells each customer by a letter of the pack [B6] [B8-4]. Lays
/// <c>handedOverList</c> (one line a thing), <c>handedOverCount</c>, <c>contacts</c> (successors who have to get in touch
/// with customers) and <c>untold</c> (customers without an address) into the case's data.</summary>
[Activity(
    "Workflows",
    "Workflows",
    "把某人名下的客户、待办、案件交给接替人，终止代理和档案查阅权，并函告客户。 Hands over what hangs on a person and tells the customers.",
    DisplayName = "交接 Hand over"
)]
public sealed class HandOver : CodeActivity
{
    [Input(
        DisplayName = "人员 Person",
        Description = "登录名。 Sign-in name.",
        DefaultSyntax = "JavaScript",
        Order = 1
    )]
    public Input<string> Person { get; set; } = null!;

    [Input(
        DisplayName = "客户接替人 Successors",
        Description = "登录名的清单，适用于未单独指定的客户。 Sign-in names, for customers not named singly.",
        DefaultSyntax = "JavaScript",
        Order = 2
    )]
    public Input<object?> Successors { get; set; } = null!;

    [Input(
        DisplayName = "个别客户 By customer",
        Description = "清单：customer（编号）、successor、second。 A list of customer, successor and second.",
        DefaultSyntax = "JavaScript",
        Order = 3
    )]
    public Input<object?> ByCustomer { get; set; } = null!;

    [Input(
        DisplayName = "待办接替人 Tasks",
        Description = "接手待办和案件的人（登录名）。 Who takes on tasks and cases.",
        DefaultSyntax = "JavaScript",
        Order = 4
    )]
    public Input<string?> Tasks { get; set; } = null!;

    [Input(
        DisplayName = "关闭客户档案 Close files",
        Description = "此后不能再打开任何客户档案；调岗者可不关闭。 No customer file can be opened from now on; not for who only moves.",
        DefaultSyntax = "JavaScript",
        Order = 7
    )]
    public Input<bool> CloseFiles { get; set; } = new(true);

    [Input(
        DisplayName = "信函模板 Template",
        Description = "流程包 letters 中的模板名；不填则不函告客户。 A template of the pack; empty tells nobody.",
        UIHint = InputUIHints.SingleLine,
        Order = 5
    )]
    public Input<string?> Template { get; set; } = null!;

    [Input(
        DisplayName = "信函语言 Language",
        Description = "zh-Hans, zh-Hant, en",
        DefaultSyntax = "JavaScript",
        Order = 6
    )]
    public Input<string?> Language { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var stop = context.CancellationToken;
        var plan = new HandOverPlan(
            context.Get(Person) ?? "",
            Names(Node(context.Get(Successors))),
            Singly(Node(context.Get(ByCustomer))),
            context.Get(Tasks),
            context.Get(CloseFiles)
        );
        var done = await context.GetRequiredService<Act>().RunAsync(one.Id, plan, stop);
        var customers = done.Where(d => d.Kind == HandedOver.Customer).ToList();
        IReadOnlyList<string> untold = [];
        if (context.Get(Template) is { Length: > 0 } template && customers.Count > 0)
            untold = await context
                .GetRequiredService<TellCustomers>()
                .RunAsync(
                    one.Id,
                    template,
                    context.Get(Language) is { Length: > 0 } language ? language : "zh-Hans",
                    customers.ToDictionary(c => c.Number, c => string.Join("、", c.To.Select(p => p.Name))),
                    stop
                );
        var noted = Noted(CaseData.Read(one), done, untold);
        await context.GetRequiredService<SetCaseData>().RunAsync(one.Id, noted, stop);
        await context.ReloadCaseAsync();
    }

    // What earlier rounds handed over stays on the list.
    private static JsonObject Noted(JsonObject data, IReadOnlyList<HandedOver> done, IReadOnlyList<string> untold)
    {
        var lines = HandoverLines.Read(data["handedOverList"]).Concat(done.Select(HandoverLines.Of)).ToList();
        var contacts = done.Where(d => d.Kind == HandedOver.Customer)
            .SelectMany(d => d.To)
            .Select(p => p.SignInName)
            .Concat(Names(data["contacts"]))
            .Distinct();
        return new JsonObject
        {
            ["handedOverList"] = HandoverLines.Text(lines),
            ["handedOverCount"] = lines.Count,
            ["contacts"] = new JsonArray([.. contacts.Select(c => (JsonNode)c)]),
            ["untold"] = string.Join("、", untold.Concat(Names(data["untold"])).Distinct()),
        };
    }

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            string text when text.TrimStart().StartsWith('[') => JsonNode.Parse(text),
            string text => JsonValue.Create(text),
            _ => JsonSerializer.SerializeToNode(value),
        };

    private static List<string> Names(JsonNode? node) =>
        node switch
        {
            JsonArray list => [.. list.Select(n => n?.ToString() ?? "").Where(n => n.Length > 0)],
            JsonValue value => [.. value.ToString().Split([',', '、'], StringSplitOptions.RemoveEmptyEntries)],
            _ => [],
        };

    private static Dictionary<string, IReadOnlyList<string>> Singly(JsonNode? node) =>
        (node as JsonArray ?? [])
            .OfType<JsonObject>()
            .GroupBy(row => row["customer"]?.ToString() ?? "")
            .ToDictionary(
                rows => rows.Key,
                rows =>
                    (IReadOnlyList<string>)
                        [
                            .. rows.SelectMany(r => new[] { r["successor"], r["second"] })
                                .Select(n => n?.ToString() ?? "")
                                .Where(n => n.Length > 0),
                        ]
            );
}
