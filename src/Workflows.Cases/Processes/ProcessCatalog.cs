namespace Workflows.Cases.Processes;

/// <summary>All packs, read at start.</summary>
public sealed class ProcessCatalog(IReadOnlyList<ProcessPack> packs)
{
    private readonly Dictionary<string, ProcessPack> byKey = packs.ToDictionary(p => p.Key);

    public IReadOnlyList<ProcessPack> All => packs;

    public ProcessPack? Find(string key) => byKey.GetValueOrDefault(key);

    /// <exception cref="RefusedException">There is no such pack any more.</exception>
    public ProcessPack Get(string key) => Find(key) ?? throw new RefusedException("process.unknown", key);
}
