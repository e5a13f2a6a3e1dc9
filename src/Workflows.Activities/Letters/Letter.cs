using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Running;
using Workflows.Cases.Letters;

namespace Workflows.Activities.Letters;

/// <summary>Writes a letter from the pack's template, without internal fields, and mails it where an address is given
/// [A25-6].</summary>
[Activity(
    "Workflows",
    "Workflows",
    "按模板生成对外信函，不含内部栏位；给出邮箱时寄出。 Writes a letter from a template, and mails it if there is an address.",
    DisplayName = "信函 Letter"
)]
public sealed class Letter : CodeActivity
{
    [Input(
        DisplayName = "模板 Template",
        Description = "流程包 letters 中的模板名。 Name of a template in the pack's letters.",
        UIHint = InputUIHints.SingleLine,
        Order = 1
    )]
    public Input<string> Template { get; set; } = null!;

    [Input(
        DisplayName = "语言 Language",
        Description = "信函的语言。 The letter's language.",
        UIHint = InputUIHints.DropDown,
        Options = new[] { "zh-Hans", "zh-Hant", "en" },
        DefaultValue = "zh-Hans",
        Order = 2
    )]
    public Input<string> Language { get; set; } = new("zh-Hans");

    [Input(
        DisplayName = "收件邮箱 Address",
        Description = "不填则只生成不寄出。 Empty writes it without sending.",
        DefaultSyntax = "JavaScript",
        Order = 3
    )]
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
