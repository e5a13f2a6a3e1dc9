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
[Activity(
    "Workflows",
    "Workflows",
    "把值写入案件数据，供表单、信函和登记簿使用。 Writes values into the case's data.",
    DisplayName = "写入数据 Set data"
)]
public sealed class SetData : CodeActivity
{
    [Input(
        DisplayName = "数据 Values",
        Description = "一个对象：栏位名和值；没有值的栏位会被清除。 An object of fields; a field without a value is taken away.",
        UIHint = InputUIHints.MultiLine,
        DefaultSyntax = "JavaScript"
    )]
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
