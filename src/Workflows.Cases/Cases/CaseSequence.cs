namespace Workflows.Cases.Cases;

/// <summary>The last number given out by a process in a period, for example (<c>correction</c>, <c>202611</c>) → 17.</summary>
public sealed class CaseSequence
{
    public required string ProcessKey { get; init; }
    public required string Period { get; init; }
    public int Last { get; set; }
}
