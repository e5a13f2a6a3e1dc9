using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Sheets;

namespace Workflows.Host.Pages.Customers;

/// <summary>Reads the first sheet of an xlsx, or a csv in UTF-8 or GB18030, line by line as text.</summary>
public static class SheetReader
{
    public const int MostLines = 50_000;
    public const int MostColumns = 200;
    public const int MostMegabytes = 8;

    // An xlsx is a zip: what is small as a file may fill the memory unpacked. Full sheets of people stay far below this.
    private const long MostUnpacked = 100L * 1024 * 1024;

    /// <exception cref="RefusedException">Invalid: it is no such file, or too large.</exception>
    public static IReadOnlyList<SheetLine> Read(byte[] content)
    {
        if (content.Length > MostMegabytes * 1024 * 1024)
            throw TooLarge();
        var lines = IsZip(content) ? Xlsx(content) : Csv(content);
        return lines.Count <= MostLines ? lines : throw TooLarge();
    }

    private static RefusedException TooLarge() => new("customer.sheetTooLarge", MostLines, MostMegabytes);

    private static bool IsZip(byte[] content) => content is [(byte)'P', (byte)'K', ..];

    private static List<SheetLine> Xlsx(byte[] content)
    {
        try
        {
            if (Unpacked(content) > MostUnpacked)
                throw TooLarge();
            using var stream = new MemoryStream(content);
            return
            [
                .. stream
                    .Query(useHeaderRow: false)
                    .Cast<IDictionary<string, object?>>()
                    .Take(MostLines + 1)
                    .Select((row, index) => Line(index + 1, row.Count, row.Values.Select(TextOf))),
            ];
        }
        catch (Exception wrong) when (wrong is not (RefusedException or OutOfMemoryException))
        {
            // Whatever the reader stumbles over, the file is none that we can read.
            throw new RefusedException("customer.notASheet");
        }
    }

    // Counted by unpacking: the lengths that a zip states may be wrong.
    private static long Unpacked(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        var buffer = new byte[81920];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            int read;
            while (total <= MostUnpacked && (read = part.Read(buffer)) > 0)
                total += read;
        }
        return total;
    }

    private static SheetLine Line(int number, int columns, IEnumerable<string> cells) =>
        columns <= MostColumns
            ? new SheetLine(number, [.. cells])
            : throw new RefusedException("customer.sheetTooWide", MostColumns);

    // A number stays as it was typed: no exponent, no decimals that are not there.
    private static string TextOf(object? cell) =>
        cell switch
        {
            null => "",
            double number => ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture),
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
        };

    private static List<SheetLine> Csv(byte[] content)
    {
        var text = DelimitedText.Decode(content);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new RefusedException("customer.notASheet");
        return [.. DelimitedText.Read(text).Take(MostLines + 1).Select(l => Line(l.Number, l.Cells.Count, l.Cells))];
    }
}
