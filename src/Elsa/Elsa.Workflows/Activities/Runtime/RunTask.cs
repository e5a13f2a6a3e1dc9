using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Asks whoever listens to <see cref="RunTaskRequest"/> to do something, and waits until its end is reported by
/// <see cref="ITaskReporter"/> or over the API.
/// </summary>
[Activity("Elsa", "Primitives", "Has something done outside and waits for the result.")]
public class RunTask : Activity<object>
{
    public const string InputKey = "RunTaskInput";

    [JsonConstructor]
    private RunTask(string? source = null, int? line = null)
        : base(source, line) { }

    public RunTask(
        MemoryBlockReference output,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : base(output, source, line) { }

    public RunTask(Output<object>? output, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(output, source, line) { }

    public RunTask(string taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Literal<string>(taskName), source, line) { }

    public RunTask(Func<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(taskName), source, line) { }

    public RunTask(
        Func<ExpressionExecutionContext, string?> taskName,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<string>(Expression.DelegateExpression(taskName)), source, line) { }

    public RunTask(
        Variable<string> taskName,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<string>(taskName), source, line) { }

    public RunTask(
        Literal<string> taskName,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(new Input<string>(taskName), source, line) { }

    public RunTask(Input<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => TaskName = taskName;

    [Input(Description = "The name of what is to be done.")]
    public Input<string> TaskName { get; set; } = null!;

    [Input(Description = "What is needed to do it.")]
    public Input<IDictionary<string, object>?> Payload { get; set; } = null!;

    [Output(Description = "The id under which its end is reported.")]
    public Output<string> TaskId { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = TaskName.Get(context);
        var id = context.GetRequiredService<IIdentityGenerator>().GenerateId();
        context.CreateBookmark(new RunTaskStimulus(id, name), OnReportedAsync, includeActivityInstanceId: false);
        TaskId.Set(context, id);
        var request = new RunTaskRequest(context, id, name, Payload.GetOrDefault(context));
        await context.GetRequiredService<ITaskDispatcher>().DispatchAsync(request, context.CancellationToken);
    }

    private async ValueTask OnReportedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.WorkflowInput.TryGetValue(InputKey, out var result) ? result : null);
        await context.CompleteActivityAsync();
    }
}
