namespace Workflows.Cases.Views;

/// <summary>Which part of a list is wanted; anything out of range is taken as the nearest that is not.</summary>
public sealed record Paging(int Number = 1, int Size = 20)
{
    private const int Largest = 200;

    public int Number { get; } = Math.Clamp(Number, 1, 1_000_000);
    public int Size { get; } = Math.Clamp(Size, 1, Largest);

    internal int Skip => (Number - 1) * Size;
}

/// <summary>One page of a list; counted and cut by the database.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, Paging Paging)
{
    public int Pages => Math.Max(1, (Total + Paging.Size - 1) / Paging.Size);
}
