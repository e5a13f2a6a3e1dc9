namespace Workflows.Engine.Expressions;

/// <summary>
/// How deep a template is nested, seen before it is parsed: the parser goes down a level of the stack for each, and a
/// stack that has come to its end takes the whole host with it.
/// </summary>
internal static class TemplateDepth
{
    private const int Most = 100;

    // Each filter, operator and comparison of one tag is nested in the next.
    private const int MostSteps = 500;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "if",
        "unless",
        "case",
        "for",
        "tablerow",
        "capture",
        "comment",
        "raw",
        "ifchanged",
        "block",
        "macro",
    };

    /// <exception cref="ScriptException">It is nested too deep.</exception>
    public static void Check(string template)
    {
        var open = 0;
        for (var at = 0; (at = Next(template, at)) >= 0; )
        {
            var isTag = template[at + 1] == '%';
            var end = template.IndexOf(isTag ? "%}" : "}}", at + 2, StringComparison.Ordinal);
            var inside = template.AsSpan(at + 2, (end < 0 ? template.Length : end) - at - 2);
            CheckTag(inside);
            if (isTag)
                open = Opened(inside, open);
            at = end < 0 ? template.Length : end + 2;
        }
    }

    private static int Next(string template, int from)
    {
        for (var at = template.IndexOf('{', from); at >= 0; at = template.IndexOf('{', at + 1))
        {
            if (at + 1 < template.Length && template[at + 1] is '{' or '%')
                return at;
        }
        return -1;
    }

    // Brackets in texts count too: nobody writes that many.
    private static void CheckTag(ReadOnlySpan<char> inside)
    {
        int brackets = 0,
            steps = 0;
        foreach (var sign in inside)
        {
            if (sign is '(' or '[')
                brackets++;
            else if (sign is ')' or ']')
                brackets--;
            else if (sign is '|')
                steps++;
            Refuse(brackets > Most || steps > MostSteps);
        }
        Refuse(Operators(inside) > MostSteps);
    }

    private static int Operators(ReadOnlySpan<char> inside)
    {
        var count = 0;
        for (var (start, end) = (0, 0); end <= inside.Length; end++)
        {
            if (end < inside.Length && char.IsLetter(inside[end]))
                continue;
            if (inside[start..end] is "and" or "or" or "contains")
                count++;
            start = end + 1;
        }
        return count;
    }

    private static int Opened(ReadOnlySpan<char> tag, int open)
    {
        // The tag "liquid" has a tag on each of its lines.
        foreach (var line in tag.EnumerateLines())
        {
            var words = line.Trim(" \t-");
            if (words.StartsWith("liquid", StringComparison.Ordinal))
                words = words["liquid".Length..].Trim();
            var name = words[..(words.IndexOfAny(" \t-(") is var end and >= 0 ? end : words.Length)];
            if (name.StartsWith("end", StringComparison.Ordinal))
                open = Math.Max(0, open - 1);
            else if (Blocks.Contains(name.ToString()))
                open++;
            Refuse(open > Most);
        }
        return open;
    }

    private static void Refuse(bool isTooDeep)
    {
        if (isTooDeep)
            throw new ScriptException("Liquid", EngineTexts.Say("tooDeep"));
    }
}
