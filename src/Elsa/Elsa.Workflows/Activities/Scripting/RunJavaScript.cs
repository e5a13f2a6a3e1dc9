using System.Runtime.CompilerServices;
using Elsa.Expressions.JavaScript.Contracts;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.CodeEditor;
using Jint;

namespace Elsa.Expressions.JavaScript.Activities;

/// <summary>Runs a script, which may choose the outcome by <c>setOutcome('…')</c> or <c>setOutcomes(['…'])</c>.</summary>
[Activity("Elsa", "Scripting", "Runs a script.", DisplayName = "Run JavaScript")]
public class RunJavaScript : CodeActivity<object?>
{
    public RunJavaScript([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public RunJavaScript(string script, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Script = new Input<string>(script);

    [Input(
        Description = "The script to run.",
        DefaultSyntax = "JavaScript",
        UIHint = InputUIHints.CodeEditor,
        UIHandler = typeof(JavaScriptEditor)
    )]
    public Input<string> Script { get; set; } = new("");

    [Input(Description = "The outcomes that the script may choose from.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> PossibleOutcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var script = context.Get(Script);
        if (string.IsNullOrWhiteSpace(script))
            return;
        string[] outcomes = ["Done"];
        var result = await context
            .GetRequiredService<IJavaScriptEvaluator>()
            .EvaluateAsync(
                script,
                typeof(object),
                context.ExpressionExecutionContext,
                ExpressionEvaluatorOptions.Empty,
                Configure,
                context.CancellationToken
            );
        if (result is not null)
            context.Set(Result, result);
        await context.CompleteActivityWithOutcomesAsync(outcomes);

        void Configure(Engine engine)
        {
            engine.SetValue("setOutcome", (Action<string>)(outcome => outcomes = [outcome]));
            engine.SetValue("setOutcomes", (Action<string[]>)(chosen => outcomes = chosen));
        }
    }
}
