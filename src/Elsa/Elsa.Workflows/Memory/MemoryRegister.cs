using System.Diagnostics.CodeAnalysis;

namespace Elsa.Expressions.Models;

/// <summary>The blocks of one scope, found by the id of their reference.</summary>
public class MemoryRegister(IDictionary<string, MemoryBlock>? blocks = null)
{
    public IDictionary<string, MemoryBlock> Blocks { get; } = blocks ?? new Dictionary<string, MemoryBlock>();

    public bool IsDeclared(MemoryBlockReference reference) => HasBlock(reference.Id);

    public bool HasBlock(string id) => Blocks.ContainsKey(id);

    public bool TryGetBlock(string id, [MaybeNullWhen(false)] out MemoryBlock block) =>
        Blocks.TryGetValue(id, out block);

    public void Declare(IEnumerable<MemoryBlockReference> references)
    {
        foreach (var reference in references)
            Declare(reference);
    }

    public MemoryBlock Declare(MemoryBlockReference blockReference)
    {
        if (Blocks.TryGetValue(blockReference.Id, out var known))
            return known;
        return Blocks[blockReference.Id] = blockReference.Declare();
    }
}
