namespace Workflows.Cases.Registers;

/// <summary>Cases whose register row this host has written, so that it need not ask before every act whether there is one.
/// Forgets them all when there are many: then it asks again.</summary>
public sealed class WrittenRows
{
    private const int Most = 20_000;
    private readonly HashSet<Guid> cases = [];
    private readonly Lock gate = new();

    internal bool Contains(Guid id)
    {
        lock (gate)
            return cases.Contains(id);
    }

    internal void Add(Guid id)
    {
        lock (gate)
        {
            if (cases.Count >= Most)
                cases.Clear();
            cases.Add(id);
        }
    }
}
