using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Activities;

/// <summary>Runs a delegate; for workflows written in code.</summary>
[Browsable(false)]
[Activity("Elsa", "Primitives", "Evaluate an inline delegate.")]
public class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> _run = _ => ValueTask.CompletedTask;

    public Inline([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public Inline(
        Func<ActivityExecutionContext, ValueTask> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => _run = activity;

    public Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(_ => activity(), source, line) { }

    public Inline(
        Action<ActivityExecutionContext> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(
            context =>
            {
                activity(context);
                return ValueTask.CompletedTask;
            },
            source,
            line
        ) { }

    public Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(_ => activity(), source, line) { }

    public static Inline From(Func<ActivityExecutionContext, ValueTask> activity) => new(activity);

    public static Inline From(Func<ValueTask> activity) => new(activity);

    public static Inline From(Action<ActivityExecutionContext> activity) => new(activity);

    public static Inline From(Action activity) => new(activity);

    public static Inline<T> From<T>(Func<ActivityExecutionContext, ValueTask<T>> activity) => new(activity);

    public static Inline<T> From<T>(Func<ValueTask<T>> activity) => new(activity);

    public static Inline<T> From<T>(Func<ActivityExecutionContext, T> activity) => new(activity);

    public static Inline<T> From<T>(Func<T> activity) => new(activity);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => _run(context);
}

/// <summary>Runs a delegate that yields a <typeparamref name="T"/>.</summary>
[Browsable(false)]
[Activity("Elsa", "Primitives", "Evaluate an inline delegate.")]
public class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> _run;

    public Inline(
        Func<ActivityExecutionContext, ValueTask<T>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : base(output, source, line) => _run = activity;

    public Inline(
        Func<ValueTask<T>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(_ => activity(), output, source, line) { }

    public Inline(
        Func<ActivityExecutionContext, T> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(context => ValueTask.FromResult(activity(context)), output, source, line) { }

    public Inline(
        Func<T> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(_ => ValueTask.FromResult(activity()), output, source, line) { }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.SetResult(await _run(context));
}
