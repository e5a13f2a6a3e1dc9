using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Handover;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Activities.Handover;

/// <summary>Looks what still hangs on a person: customers, open tasks, cases applied for, deputyships [B6]. Outcomes: Remains,
/// Nothing.</summary>
[Activity("Workflows", Category = "Personnel")]
[FlowNode("Remains", "Nothing")]
public sealed class ListRemaining : Activity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> Person { get; set; } = null!;

    [Input(UIHint = InputUIHints.SingleLine, Order = 2)]
    public Input<string?> Field { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var stop = context.CancellationToken;
        var name = context.Get(Person) ?? "";
        var person =
            context.GetRequiredService<PeopleDirectory>().Current.Find(name)
            ?? throw new RefusedException("field.nobody", name);
        var found = await context.GetRequiredService<RemainingOf>().FindAsync(person, one.Id, stop);
        if (context.Get(Field) is { Length: > 0 } field)
        {
            var listed = await ListedAsync(context, field, person, found);
            await context.GetRequiredService<SetCaseData>().RunAsync(one.Id, listed, stop);
            await context.ReloadCaseAsync();
        }
        await context.CompleteActivityWithOutcomesAsync(found.Count > 0 ? "Remains" : "Nothing");
    }

    private static async Task<JsonObject> ListedAsync(
        ActivityExecutionContext context,
        string field,
        Person person,
        Remaining found
    )
    {
        var ids = found.Tasks.Select(t => t.CaseId).ToList();
        var numbers = await context
            .GetRequiredService<CasesDb>()
            .Cases.Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Number, context.CancellationToken);
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var lines = HandoverLines.Of(
            found,
            person,
            id => numbers.GetValueOrDefault(id),
            id => people.Find(id)?.Name ?? ""
        );
        return new JsonObject
        {
            [field + "Customers"] = found.Customers.Count,
            [field + "Tasks"] = found.Tasks.Count,
            [field + "Cases"] = found.Cases.Count,
            [field + "Deputies"] = found.Deputies.Count,
            [field + "List"] = HandoverLines.Text(lines),
        };
    }
}
