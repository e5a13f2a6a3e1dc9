using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Workflows.Host.Pages.Registers;

/// <summary>A workbook of one sheet that is written while it is downloaded: it begins at once, and however long it gets, no
/// more than a few rows are held in memory.</summary>
public sealed class SheetStream(
    string name,
    IReadOnlyList<string> headings,
    Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<object?>>> rows
) : IActionResult
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int RowsAtOnce = 200;

    private static readonly (string Path, string Xml)[] Parts =
    [
        (
            "[Content_Types].xml",
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
        ),
        (
            "_rels/.rels",
            """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
        ),
        (
            "xl/workbook.xml",
            """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
        ),
        (
            "xl/_rels/workbook.xml.rels",
            """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""
        ),
        // Style 1 is a time, style 2 a heading.
        (
            "xl/styles.xml",
            """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>"""
        ),
    ];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, stop) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        // A part of a zip file writes its last bytes without waiting, however it is closed.
        if (context.HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        response.ContentType = Xlsx;
        response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment")
        {
            FileNameStar = name,
        }.ToString();
        await WriteAsync(response.Body, stop);
    }

    private async Task WriteAsync(Stream output, CancellationToken stop)
    {
        await using var book = await ZipArchive.CreateAsync(
            output,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            stop
        );
        foreach (var (path, xml) in Parts)
            await WritePartAsync(book, path, (part, token) => PutAsync(part, new StringBuilder(xml), token), stop);
        await WritePartAsync(book, "xl/worksheets/sheet1.xml", WriteSheetAsync, stop);
    }

    private async Task WriteSheetAsync(Stream part, CancellationToken stop)
    {
        var text = new StringBuilder(
            """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"""
        );
        AddRow(text, headings, " s=\"2\"");
        var count = 0;
        await foreach (var row in rows(stop))
        {
            AddRow(text, row, "");
            if (++count % RowsAtOnce == 0)
                await PutAsync(part, text, stop);
        }
        text.Append("</sheetData></worksheet>");
        await PutAsync(part, text, stop);
    }

    private static void AddRow(StringBuilder text, IReadOnlyList<object?> cells, string style)
    {
        text.Append("<row>");
        foreach (var cell in cells)
            AddCell(text, cell, style);
        text.Append("</row>");
    }

    private static void AddCell(StringBuilder text, object? cell, string style) =>
        _ = cell switch
        {
            null => text.Append("<c/>"),
            decimal number => text.Append(CultureInfo.InvariantCulture, $"<c><v>{number}</v></c>"),
            DateTime time => text.Append(CultureInfo.InvariantCulture, $"<c s=\"1\"><v>{time.ToOADate()}</v></c>"),
            _ => text.Append(
                CultureInfo.InvariantCulture,
                $"<c t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{Escaped(cell.ToString() ?? "")}</t></is></c>"
            ),
        };

    // What XML cannot hold would make the whole workbook unreadable.
    private static string? Escaped(string value) =>
        SecurityElement.Escape(
            value.All(XmlConvert.IsXmlChar) ? value : new string([.. value.Where(XmlConvert.IsXmlChar)])
        );

    private static async Task WritePartAsync(
        ZipArchive book,
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken stop
    )
    {
        await using var part = await book.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(stop);
        await write(part, stop);
    }

    private static async Task PutAsync(Stream part, StringBuilder text, CancellationToken stop)
    {
        await part.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stop);
        text.Clear();
    }
}
