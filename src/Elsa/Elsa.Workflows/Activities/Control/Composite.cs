using System.ComponentModel;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;
using Workflows.Engine;

namespace Elsa.Workflows.Activities;

/// <summary>An activity made of others, with its own variables and outcomes.</summary>
public abstract class Composite : Activity, IVariableContainer, IComposite
{
    private static readonly object ChosenResult = new();

    protected Composite(string? source = null, int? line = null)
        : base(source, line) => OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    [JsonIgnore]
    public ICollection<Variable> Variables { get; init; } = new List<Variable>();

    [JsonIgnore]
    public Variable? ResultVariable { get; set; }

    [Port]
    [Browsable(false)]
    [JsonIgnoreCompositeRoot]
    public IActivity Root { get; set; } = new Sequence();

    public virtual void Setup() { }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ConfigureActivities(context);
        VariableScopes.Declare(context, Variables);
        return context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    protected virtual void ConfigureActivities(ActivityExecutionContext context) { }

    protected Task CompleteAsync(ActivityExecutionContext context, object? result = null) =>
        context.SendSignalAsync(new CompleteCompositeSignal(result)).AsTask();

    protected Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) =>
        CompleteAsync(context, new Outcomes(outcomes));

    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnCompleted(ActivityCompletedContext context) { }

    private async ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        var self = context.TargetContext;
        // Completing what sent the signal may complete the root before the signal is done with: its choice stands.
        self.TransientProperties.TryGetValue(ChosenResult, out var chosen);
        await OnCompletedAsync(context);
        await self.CompleteActivityAsync(chosen);
    }

    private async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        var sender = context.SenderActivityExecutionContext;
        var self = context.ReceiverActivityExecutionContext;
        context.StopPropagation();
        if (signal.Value is not null)
            self.TransientProperties[ChosenResult] = signal.Value;
        if (sender != self)
            await sender.CompleteActivityAsync();
        if (self.IsCompleted)
            return;
        await OnCompletedAsync(new ActivityCompletedContext(self, sender, signal.Value));
        await self.CompleteActivityAsync(signal.Value);
    }
}

/// <summary>A composite whose result has no static type.</summary>
public abstract class CompositeWithResult : Composite
{
    protected CompositeWithResult(string? source = null, int? line = null)
        : base(source, line) { }

    protected CompositeWithResult(MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Output(output);
    }

    protected CompositeWithResult(Output? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    [Output]
    public Output? Result { get; set; }
}

/// <summary>A composite that yields a <typeparamref name="T"/>.</summary>
public abstract class Composite<T>(string? source = null, int? line = null)
    : Composite(source, line),
        IActivityWithResult<T>
{
    [Output]
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
