using System.Diagnostics;
using Jint;
using Jint.Runtime;

namespace Workflows.Engine.Expressions;

/// <summary>
/// Looks at time and memory after every statement. Jint's own limits look once in many: a loop of a few statements that squares
/// a whole number would be in the middle of an hour's multiplication by then.
/// </summary>
internal sealed class EveryStatement(ScriptLimits limits) : Constraint
{
    private long _started = Stopwatch.GetTimestamp();
    private long _allocated = GC.GetAllocatedBytesForCurrentThread();

    /// <inheritdoc />
    public override bool IsAmortizable => false;

    /// <inheritdoc />
    public override void Reset()
    {
        _started = Stopwatch.GetTimestamp();
        _allocated = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <inheritdoc />
    public override void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _allocated > limits.Memory)
            throw new MemoryLimitExceededException("The script has used up its memory.");
        if (Stopwatch.GetElapsedTime(_started) > limits.Timeout)
            throw new TimeoutException();
    }
}
