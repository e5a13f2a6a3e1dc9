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
[Activity("Workflows", Category = "Personnel")]
public sealed class HandOver : CodeActivity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> Person { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 2)]
    public Input<object?> Successors { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 3)]
    public Input<object?> ByCustomer { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 4)]
    public Input<string?> Tasks { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 7)]
    public Input<bool> CloseFiles { get; set; } = new(true);

    [Input(UIHint = InputUIHints.SingleLine, Order = 5)]
    public Input<string?> Template { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 6)]
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
