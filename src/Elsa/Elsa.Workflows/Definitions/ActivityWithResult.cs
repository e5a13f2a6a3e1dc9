using Elsa.Expressions.Models;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>An activity that yields a <typeparamref name="T"/>.</summary>
public abstract class Activity<T> : Activity, IActivityWithResult<T>
{
    protected Activity(string? source = null, int? line = null)
        : base(source, line) { }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) { }

    protected Activity(MemoryBlockReference? output, string? source = null, int? line = null)
        : this(source, line)
    {
        if (output is not null)
            Result = new Output<T>(output);
    }

    protected Activity(Output<T>? output, string? source = null, int? line = null)
        : this(source, line) => Result = output;

    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}

/// <summary>An activity that is complete when its method returns, unless it left a bookmark.</summary>
public abstract class CodeActivity : Activity
{
    protected CodeActivity(string? source = null, int? line = null)
        : base(source, line) => Behaviors.Add(new AutoCompleteBehavior(this));

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null)
        : this(source, line)
    {
        Type = activityType;
        Version = version;
    }
}

/// <summary>A <see cref="CodeActivity"/> whose result has no static type.</summary>
public abstract class CodeActivityWithResult : CodeActivity
{
    protected CodeActivityWithResult(string? source = null, int? line = null)
        : base(source, line) { }

    protected CodeActivityWithResult(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) { }

    protected CodeActivityWithResult(MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Output(output);
    }

    protected CodeActivityWithResult(Output? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Output? Result { get; set; }
}

/// <summary>A <see cref="CodeActivity"/> that yields a <typeparamref name="T"/>.</summary>
public abstract class CodeActivity<T> : CodeActivity, IActivityWithResult<T>
{
    protected CodeActivity(string? source = null, int? line = null)
        : base(source, line) { }

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) { }

    protected CodeActivity(MemoryBlockReference? output, string? source = null, int? line = null)
        : this(source, line)
    {
        if (output is not null)
            Result = new Output<T>(output);
    }

    protected CodeActivity(Output<T>? output, string? source = null, int? line = null)
        : this(source, line) => Result = output;

    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
