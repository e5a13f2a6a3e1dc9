using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases.Letters;

namespace Workflows.Activities.Letters;

/// <summary>Writes a letter from the pack's template, without internal fields, and mails it where an address is given
/// [A25-6].</summary>
[Activity("Workflows", Category = "Notices")]
public sealed class Letter : CodeActivity
{
    [Input(UIHint = InputUIHints.SingleLine, Order = 1)]
    public Input<string> Template { get; set; } = null!;

    [Input(
        UIHint = InputUIHints.DropDown,
        Options = new[] { "zh-Hans", "zh-Hant", "en" },
        UIHandler = typeof(FixedChoices),
        DefaultValue = "zh-Hans",
        Order = 2
    )]
    public Input<string> Language { get; set; } = new("zh-Hans");

    [Input(DefaultSyntax = "JavaScript", Order = 3)]
    public Input<string?> Address { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        await context
            .GetRequiredService<WriteLetter>()
            .RunAsync(
                context.CaseId(),
                context.Get(Template) ?? "",
                context.Get(Language) is { Length: > 0 } language ? language : "zh-Hans",
                context.Get(Address),
                context.CancellationToken
            );
    }
}
