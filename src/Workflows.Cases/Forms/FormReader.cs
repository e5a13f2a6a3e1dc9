using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Cases.Forms;

/// <summary>Turns the fields of a posted page into a form's data. Names are paths: <c>cause</c>, <c>changes[0].field</c>; a list
/// of plain values is its name repeated. What cannot be read as its type stays as it was typed, so that it is shown again
/// with its error.</summary>
public static partial class FormReader
{
    /// <summary>Blank fields, and rows in which everything is blank, are left out. Names the form does not have are not read:
    /// a page posts others beside them.</summary>
    /// <param name="blankRows">Keeps rows in which nothing stands: the page is only drawn again.</param>
    public static JsonObject Read(Form form, IEnumerable<KeyValuePair<string, string>> posted, bool blankRows = false)
    {
        var root = new Branch();
        foreach (var (name, text) in posted)
            root.Add(Part().Matches(name).Select(m => m.Value), text);
        return ReadObject(form.Schema, root, blankRows);
    }

    private static JsonObject ReadObject(JsonObject schema, Branch branch, bool blankRows)
    {
        var data = new JsonObject();
        foreach (var (name, child) in schema["properties"] as JsonObject ?? [])
            if (
                branch.Children.TryGetValue(name, out var below)
                && ReadValue(child!.AsObject(), below, blankRows) is { } value
            )
                data[name] = value;
        return data;
    }

    private static JsonNode? ReadValue(JsonObject schema, Branch branch, bool blankRows) =>
        FormSchema.Word(schema, "type") switch
        {
            "object" => ReadObject(schema, branch, blankRows) is { Count: > 0 } fields ? fields : null,
            "array" => ReadList(schema, branch, blankRows),
            var type => branch.Texts.Count == 0
                ? null
                : ReadText(type, FormSchema.Word(schema, "format"), branch.Texts),
        };

    private static JsonArray? ReadList(JsonObject schema, Branch branch, bool blankRows)
    {
        if (schema["items"] is not JsonObject items)
            return null;
        var list = new JsonArray();
        // Rows may have been taken out in the page: their numbers need not be without gaps.
        foreach (var row in branch.Children.Where(c => int.TryParse(c.Key, out _)).OrderBy(c => int.Parse(c.Key)))
            if ((ReadValue(items, row.Value, blankRows) ?? (blankRows ? new JsonObject() : null)) is { } value)
                list.Add(value);
        foreach (var text in branch.Texts)
            if (ReadText(FormSchema.Word(items, "type"), FormSchema.Word(items, "format"), [text]) is { } value)
                list.Add(value);
        return branch.Children.Count + branch.Texts.Count > 0 ? list : null;
    }

    private static JsonNode? ReadText(string? type, string? format, IReadOnlyList<string> texts)
    {
        // A check box is followed by a hidden "false", so the first of several counts.
        var typed = texts[0].Trim();
        if (typed.Length == 0)
            return null;
        return (type, format) switch
        {
            ("boolean", _) => ReadYesNo(typed),
            ("number" or "integer", _) => ReadNumber(typed),
            (_, "date") => ReadDate(typed),
            _ => JsonValue.Create(texts[0].ReplaceLineEndings("\n").Trim()),
        };
    }

    private static JsonValue ReadYesNo(string typed) =>
        typed.ToUpperInvariant() switch
        {
            "TRUE" or "ON" or "1" or "YES" or "是" => JsonValue.Create(true),
            "FALSE" or "OFF" or "0" or "NO" or "否" => JsonValue.Create(false),
            _ => JsonValue.Create(typed),
        };

    private static JsonValue ReadNumber(string typed) =>
        Number(typed) is { } number ? JsonValue.Create(number) : JsonValue.Create(typed);

    private static JsonValue ReadDate(string typed) =>
        Day(typed) is { } day
            ? JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : JsonValue.Create(typed);

    /// <summary>A number as people type it: full-width digits, ￥, 元 and separated thousands too; null when it is none.</summary>
    public static decimal? Number(string typed)
    {
        // １，２００．５ from a Chinese keyboard is 1,200.5.
        var plain = typed.Normalize(NormalizationForm.FormKC).Replace(" ", "").TrimStart('¥', '￥').TrimEnd('元');
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Thousands().IsMatch(plain))
            plain = plain.Replace(",", "");
        return decimal.TryParse(plain, style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A day as people type it: 2026-11-24, 2026/11/24, 2026年11月24日 …; null when it is none.</summary>
    public static DateOnly? Day(string typed)
    {
        string[] shapes = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
        var plain = typed.Normalize(NormalizationForm.FormKC).Replace(" ", "");
        return DateOnly.TryParseExact(plain, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    [GeneratedRegex(@"[^.\[\]]+", RegexOptions.None, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^-?\d{1,3}(,\d{3})+(\.\d+)?$", RegexOptions.None, 1000)]
    private static partial Regex Thousands();

    /// <summary>What was posted under one path.</summary>
    private sealed class Branch
    {
        public List<string> Texts { get; } = [];
        public Dictionary<string, Branch> Children { get; } = [];

        public void Add(IEnumerable<string> parts, string text)
        {
            var at = this;
            foreach (var part in parts)
                at = at.Children.TryGetValue(part, out var below) ? below : at.Children[part] = new Branch();
            at.Texts.Add(text);
        }
    }
}
