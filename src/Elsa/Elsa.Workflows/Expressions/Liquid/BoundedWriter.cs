namespace Workflows.Engine.Expressions;

/// <summary>Collects a template's text and stops one that writes without end.</summary>
internal sealed class BoundedWriter(ScriptLimits limits, TimeProvider clock, CancellationToken stop) : StringWriter
{
    private readonly long _started = clock.GetTimestamp();
    private long _length;

    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    private void Check(int added)
    {
        _length += added;
        if (_length > limits.Length)
            throw new ScriptException("Liquid", $"wrote more than {limits.Length} characters.");
        CheckTime();
    }

    /// <summary>For what a template does without writing.</summary>
    public void CheckTime()
    {
        stop.ThrowIfCancellationRequested();
        if (clock.GetElapsedTime(_started) > limits.Timeout)
            throw new ScriptException("Liquid", $"ran longer than {limits.Timeout.TotalSeconds} s.");
    }
}
