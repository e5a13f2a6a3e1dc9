using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Running;
using Workflows.Cases.Cases;

namespace Workflows.Activities.Data;

/// <summary>Writes values into the case's data, where forms, letters and registers find them.</summary>
[Activity("Workflows", Category = "Cases")]
public sealed class SetData : CodeActivity
{
    [Input(UIHint = InputUIHints.MultiLine, DefaultSyntax = "JavaScript")]
    public Input<object?> Values { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.ReloadCaseAsync();
        var given = context.Get(Values);
        var node = given is string text ? JsonNode.Parse(text) : JsonSerializer.SerializeToNode(given);
        var fields = node as JsonObject ?? throw new FormatException("The data of a case is an object of fields.");
        var set = context.GetRequiredService<SetCaseData>();
        await set.RunAsync(context.CaseId(), fields, context.CancellationToken);
        await context.ReloadCaseAsync();
    }
}
