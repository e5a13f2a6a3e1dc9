using System.Text;

namespace Workflows.Cases.Sheets;

/// <summary>A table as text: cells between commas, semicolons or tabs, in quotes where they hold such a sign, a quote or a line
/// break. Which sign parts them is seen from the first line.</summary>
public static class DelimitedText
{
    /// <summary>A file's text: UTF-8 with or without its mark, otherwise GB18030, in which a Chinese Excel saves csv.</summary>
    public static string Decode(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(content).TrimStart('\uFEFF');
        }
    }

    /// <summary>The lines that hold anything, each with its number as an editor shows it.</summary>
    public static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Read(string text)
    {
        var between = Separator(text);
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        var (line, begun) = (1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (sign == '\n')
                line++;
            if (quoted && sign == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (sign == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (quoted || sign != between && sign != '\n')
                _ = sign == '\r' && !quoted ? cell : cell.Append(sign);
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (sign == between)
                    continue;
                if (cells.Exists(c => c.Trim().Length > 0))
                    yield return (begun, cells);
                (cells, begun) = ([], line);
            }
        }
        cells.Add(cell.ToString());
        if (cells.Exists(c => c.Trim().Length > 0))
            yield return (begun, cells);
    }

    private static char Separator(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return ",;\t".MaxBy(sign => first.Count(c => c == sign));
    }
}
