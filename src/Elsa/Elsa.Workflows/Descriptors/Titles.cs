using System.Text;

namespace Workflows.Engine.Descriptors;

/// <summary>"WaitForCompletion" as people read it: "Wait for Completion".</summary>
internal static class Titles
{
    private static readonly HashSet<string> Small = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "an",
        "the",
        "and",
        "as",
        "but",
        "if",
        "nor",
        "or",
        "so",
        "yet",
        "at",
        "by",
        "for",
        "in",
        "of",
        "off",
        "on",
        "to",
        "up",
        "via",
    };

    public static string Of(string name)
    {
        var words = Words(name);
        var title = words.Select((word, i) => i > 0 && Small.Contains(word) ? word.ToLowerInvariant() : word);
        return string.Join(' ', title);
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (word.Length > 0 && Begins(name, i))
            {
                words.Add(word.ToString());
                word.Clear();
            }
            word.Append(name[i]);
        }
        words.Add(word.ToString());
        return words;
    }

    /// <summary>A capital after a small letter, and the last capital of an acronym that a word follows.</summary>
    private static bool Begins(string name, int i)
    {
        if (char.IsDigit(name[i]))
            return !char.IsDigit(name[i - 1]);
        if (!char.IsUpper(name[i]))
            return false;
        return !char.IsUpper(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]);
    }
}
