namespace Workflows.Engine;

/// <summary>
/// What one script or template may use up. Flows are edited by process owners and run beside everybody's cases, so
/// an endless loop must end as an error of that flow.
/// </summary>
public sealed class ScriptLimits
{
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For all of one run, with everything that it starts.</summary>
    public TimeSpan Together { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Statements that a script may execute, and steps that a template may take.</summary>
    public int Statements { get; set; } = 2_000_000;

    /// <summary>Bytes that one evaluation may allocate.</summary>
    public long Memory { get; set; } = 128 * 1024 * 1024;

    public int Recursion { get; set; } = 200;

    /// <summary>Elements of one array, and characters of one text made by repeating or padding.</summary>
    public uint Length { get; set; } = 5_000_000;
}
