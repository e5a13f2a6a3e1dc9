namespace Workflows.Engine.Expressions;

/// <summary>How names in a definition become names in a script.</summary>
internal static class ScriptNames
{
    /// <summary>Only such names get an accessor of their own; the others are reached by <c>getVariable('…')</c>.</summary>
    public static bool IsUsable(string? name) => !string.IsNullOrEmpty(name) && name.All(char.IsLetterOrDigit);

    /// <summary>"approve order" and "approve_order" become "ApproveOrder".</summary>
    public static string Pascal(string name)
    {
        var words = name.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
