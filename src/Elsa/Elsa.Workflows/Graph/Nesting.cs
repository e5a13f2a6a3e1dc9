using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>
/// Which definitions are being put into one another at the moment. A definition inside itself would never end, and ten
/// of ten of ten would not either: both are refused where they happen.
/// </summary>
internal static class Nesting
{
    private const int Deepest = 24;
    private const int Most = 500;

    private static readonly AsyncLocal<Level?> Current = new();

    /// <summary>Why the definition may not be put in here; null: it may.</summary>
    public static string? Refusal(string? definitionId)
    {
        if (Current.Value is not { } level)
            return null;
        var path = level.Path;
        if (definitionId is not null && path.Contains(definitionId))
        {
            var circle = path.Reverse().SkipWhile(id => id != definitionId).Append(definitionId);
            return $"The workflow '{definitionId}' uses itself: {string.Join(" → ", circle)}.";
        }
        if (path.Count() >= Deepest)
            return $"Workflows are used inside one another more than {Deepest} deep.";
        if (level.Budget.Left-- <= 0)
            return $"More than {Most} workflows are used inside one another.";
        return null;
    }

    public static IDisposable Enter(string? definitionId)
    {
        var before = Current.Value;
        var path = before?.Path ?? ImmutableStack<string>.Empty;
        if (definitionId is not null && !path.Contains(definitionId))
            path = path.Push(definitionId);
        Current.Value = new Level(path, before?.Budget ?? new Budget(Most));
        return new Exit(before);
    }

    private sealed record Level(ImmutableStack<string> Path, Budget Budget);

    private sealed class Budget(int left)
    {
        public int Left { get; set; } = left;
    }

    private sealed class Exit(Level? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}

/// <summary>An activity that cannot run as it is drawn. Saved it can be; published it cannot.</summary>
public interface IHasProblem
{
    string? Problem { get; }
}
