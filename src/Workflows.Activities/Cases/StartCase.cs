using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Start = Workflows.Cases.Cases.StartCase;

namespace Workflows.Activities.Cases;

/// <summary>Opens a case of another process, linked with this one, and may wait for its end. Outcomes: Done; when it waits,
/// Refused for a case that ended refused or withdrawn.</summary>
[Activity("Workflows", Category = "Cases")]
[FlowNode("Done", "Refused")]
public sealed class StartCase : Activity
{
    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(ProcessChoices), Order = 1)]
    public Input<string> Process { get; set; } = null!;

    [Input(UIHint = InputUIHints.MultiLine, DefaultSyntax = "JavaScript", Order = 2)]
    public Input<object?> Data { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 3)]
    public Input<string?> Applicant { get; set; } = null!;

    [Input(UIHint = InputUIHints.Checkbox, Order = 4)]
    public Input<bool> Wait { get; set; } = new(false);

    [Output]
    public Output<string> Number { get; set; } = null!;

    [Output]
    public Output<string> Status { get; set; } = null!;

    [Output]
    public Output<object> Result { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var stop = context.CancellationToken;
        var db = context.GetRequiredService<CasesDb>();
        var origin = await db.LockCaseAsync(context.CaseId(), stop);
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var applicant =
            (context.Get(Applicant) is { Length: > 0 } name ? people.Find(name) : people.Find(origin.ApplicantId))
            ?? throw new RefusedException("process.mayNotStart");
        var bookmark = context.Get(Wait) ? Guid.CreateVersion7().ToString("N") : null;
        var one = await context
            .GetRequiredService<Start>()
            .FromAsync(origin, context.Get(Process) ?? "", Read(context.Get(Data)), applicant, bookmark, stop);
        context.Set(Number, one.Number);
        if (bookmark is null)
            await context.CompleteActivityWithOutcomesAsync("Done");
        else
            context.CreateBookmark(
                new CreateBookmarkArgs
                {
                    BookmarkId = bookmark,
                    Stimulus = new LinkedCaseStimulus(one.Id),
                    IncludeActivityInstanceId = false,
                    Callback = EndedAsync,
                }
            );
    }

    private async ValueTask EndedAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        context.TryGetWorkflowInput<string>("LinkedStatus", out var status);
        context.Set(Status, status);
        if (context.WorkflowInput.TryGetValue("LinkedData", out var data))
            context.Set(Result, data);
        await context.CompleteActivityWithOutcomesAsync(status == "Completed" ? "Done" : "Refused");
    }

    // A script's object arrives as a bag of values, a literal as JSON text. What has no value is left out.
    private static JsonObject Read(object? data)
    {
        var node = data is string text ? JsonNode.Parse(text) : JsonSerializer.SerializeToNode(data);
        var given = node as JsonObject ?? throw new FormatException("The data of a case is an object of fields.");
        foreach (var name in given.Where(f => f.Value is null).Select(f => f.Key).ToList())
            given.Remove(name);
        return given;
    }
}

/// <summary>What a bookmark waits for: the end of a linked case.</summary>
public sealed record LinkedCaseStimulus(Guid CaseId);
