namespace Elsa.Expressions.Models;

/// <summary>A place that holds one value while a workflow runs; <see cref="Metadata"/> says whose it is.</summary>
public class MemoryBlock
{
    public MemoryBlock() { }

    public MemoryBlock(object? value, object? metadata = null)
    {
        Value = value;
        Metadata = metadata;
    }

    public object? Value { get; set; }

    public object? Metadata { get; set; }
}
