using System.Runtime.CompilerServices;
using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Where a flowchart begins.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.", Kind = ActivityKind.Action)]
public class Start([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line),
        IStartNode;

/// <summary>Where a flowchart ends.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.", Kind = ActivityKind.Action)]
public class End([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line),
        ITerminalNode;

/// <summary>Ends the whole workflow, whatever else is under way.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public class Finish([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line),
        ITerminalNode
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        workflow.ClearCompletionCallbacks();
        workflow.Scheduler.Clear();
        workflow.Bookmarks.Clear();
        workflow.TransitionTo(WorkflowSubStatus.Finished);
    }
}

/// <summary>Leaves the nearest loop.</summary>
[Activity("Elsa", "Looping", "Break out of a loop.")]
public class Break([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line),
        ITerminalNode
{
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.SendSignalAsync(new BreakSignal());
}

/// <summary>Completes the composite it stands in, with outcomes.</summary>
[Activity("Elsa", "Composition", "Signals the current composite activity to complete itself as a whole.")]
public class Complete : Activity, ITerminalNode
{
    public Complete([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Complete(
        IEnumerable<string> outcomes,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(outcomes.ToList()), source, line) { }

    public Complete(
        Func<ExpressionExecutionContext, ICollection<string>> outcomes,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(outcomes), source, line) { }

    public Complete(
        Func<ExpressionExecutionContext, string> outcome,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<object>(outcome), source, line) { }

    public Complete(Input<object> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Outcomes = outcomes;

    [Input(
        Description = "The outcome or set of outcomes to complete this activity with.",
        UIHint = InputUIHints.OutcomePicker,
        DefaultSyntax = "Object"
    )]
    public Input<object> Outcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var outcomes = NamesIn(Outcomes.GetOrDefault(context)).ToArray();
        await context.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));
        await context.CompleteActivityAsync();
    }

    private static IEnumerable<string> NamesIn(object? value) =>
        value switch
        {
            string name => [name],
            IEnumerable<object> names => names.Select(name => name.ToString()!),
            JsonElement { ValueKind: JsonValueKind.Array } names => names
                .EnumerateArray()
                .Select(name => name.ToString()),
            JsonElement { ValueKind: JsonValueKind.String } name => [name.GetString()!],
            _ => ["Done"],
        };
}

/// <summary>Throws: the incident strategy decides what becomes of the workflow.</summary>
[Activity("Elsa", "Primitives", "Faults the workflow.")]
public class Fault([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    [Input(Description = "Code to categorize the fault.")]
    public Input<string> Code { get; set; } = null!;

    [Input(Description = "Category to categorize the fault. Examples: HTTP, Alteration, Azure, etc.")]
    public Input<string> Category { get; set; } = null!;

    [Input(DisplayName = "Type", Description = "The type of fault. Examples: System, Business, Integration, etc.")]
    public Input<string> FaultType { get; set; } = null!;

    [Input(Description = "The message to include with the fault.")]
    public Input<string?> Message { get; set; } = null!;

    public static Fault Create(
        string code,
        string category,
        string type,
        string? message = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    ) =>
        new(source, line)
        {
            Code = new Input<string>(code),
            Category = new Input<string>(category),
            FaultType = new Input<string>(type),
            Message = new Input<string?>(message),
        };

    protected override void Execute(ActivityExecutionContext context) =>
        throw new Exceptions.FaultException(
            Code.GetOrDefault(context) ?? "0",
            Category.GetOrDefault(context) ?? "General",
            FaultType.GetOrDefault(context) ?? "System",
            Message.GetOrDefault(context)
        );
}
