namespace Elsa.Workflows.Helpers;

/// <summary>What was added, removed and left between two sets.</summary>
public class Diff<T>
{
    internal Diff(ICollection<T> added, ICollection<T> removed, ICollection<T> unchanged)
    {
        Added = added;
        Removed = removed;
        Unchanged = unchanged;
    }

    public ICollection<T> Added { get; }

    public ICollection<T> Removed { get; }

    public ICollection<T> Unchanged { get; }
}

/// <summary>Makes <see cref="Diff{T}"/>s.</summary>
public static class Diff
{
    public static Diff<T> Empty<T>() => new([], [], []);

    public static Diff<T> From<T>(ICollection<T> added, ICollection<T> removed, ICollection<T> unchanged) =>
        new(added, removed, unchanged);

    public static Diff<T> For<T>(
        ICollection<T> firstSet,
        ICollection<T> secondSet,
        IEqualityComparer<T>? comparer = null
    ) =>
        new(
            secondSet.Except(firstSet, comparer).ToList(),
            firstSet.Except(secondSet, comparer).ToList(),
            firstSet.Intersect(secondSet, comparer).ToList()
        );
}
