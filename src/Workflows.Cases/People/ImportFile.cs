using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases.Processes;
using Workflows.Cases.Sheets;

namespace Workflows.Cases.People;

/// <summary>People as a file brings them: a table with a line of headings (csv, comma, semicolon or tab) or the format of
/// <c>organisation.json</c>. Nothing is checked but the form of the file.</summary>
public sealed record ImportFile(
    IReadOnlyList<ImportLine> People,
    IReadOnlyList<Department> Departments,
    IReadOnlyDictionary<string, string> Heads,
    IReadOnlyList<Role> Roles
)
{
    /// <summary>The columns by name; headings may be in Chinese.</summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["signInName"] = "signInName",
        ["登录名"] = "signInName",
        ["登入名"] = "signInName",
        ["name"] = "name",
        ["姓名"] = "name",
        ["email"] = "email",
        ["e-mail"] = "email",
        ["邮箱"] = "email",
        ["電子郵件"] = "email",
        ["language"] = "language",
        ["语言"] = "language",
        ["語言"] = "language",
        ["department"] = "department",
        ["部门"] = "department",
        ["部門"] = "department",
        ["supervisor"] = "supervisor",
        ["上级"] = "supervisor",
        ["上級"] = "supervisor",
        ["roles"] = "roles",
        ["角色"] = "roles",
        ["validFrom"] = "validFrom",
        ["开始日期"] = "validFrom",
        ["開始日期"] = "validFrom",
        ["validTo"] = "validTo",
        ["结束日期"] = "validTo",
        ["結束日期"] = "validTo",
        ["joinedOn"] = "joinedOn",
        ["入职日期"] = "joinedOn",
        ["入職日期"] = "joinedOn",
    };

    /// <exception cref="RefusedException">Invalid: neither a table with a sign-in name column nor such a JSON.</exception>
    public static ImportFile Read(byte[] content)
    {
        var text = DelimitedText.Decode(content);
        return text.TrimStart().StartsWith('{') ? ReadJson(text) : ReadTable(text);
    }

    private static ImportFile ReadTable(string text)
    {
        var lines = DelimitedText.Read(text).ToList();
        var columns = lines.Count == 0 ? [] : lines[0].Cells.Select(c => Columns.GetValueOrDefault(c.Trim())).ToList();
        if (!columns.Contains("signInName"))
            throw new RefusedException("people.noTable");
        if (columns.FindIndex(c => c is null) is var unknown and >= 0)
            throw new RefusedException("people.unknownColumn", lines[0].Cells[unknown]);
        var people = lines.Skip(1).Select(l => new ImportLine(l.Number, Values(columns, l.Cells)));
        return new ImportFile([.. people], [], new Dictionary<string, string>(), []);
    }

    private static Dictionary<string, string> Values(List<string?> columns, IReadOnlyList<string> cells)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < columns.Count; i++)
            values[columns[i]!] = i < cells.Count ? cells[i].Trim() : "";
        return values;
    }

    private static ImportFile ReadJson(string text)
    {
        var errors = new List<string>();
        try
        {
            var file = new PackJson("file", "$", JsonNode.Parse(text)!.AsObject(), errors);
            var departments = file.Items("departments").ToList();
            var read = new ImportFile(
                [.. file.Items("people").Select((p, i) => new ImportLine(i + 1, Values(p.Json)))],
                [.. departments.Select(d => new Department { Key = d.Text("key"), Name = d.Local("name") })],
                departments
                    .Where(d => d.TextOrNull("head") is not null)
                    .GroupBy(d => d.Text("key"))
                    .ToDictionary(g => g.Key, g => g.Last().Text("head")),
                [.. file.Items("roles").Select(r => new Role { Key = r.Text("key"), Name = r.Local("name") })]
            );
            return errors.Count == 0 ? read : throw new RefusedException("people.badFile", string.Join(" ", errors));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new RefusedException("people.badFile", wrong.Message);
        }
    }

    private static Dictionary<string, string> Values(JsonObject person) =>
        person.ToDictionary(
            p => Columns.GetValueOrDefault(p.Key, p.Key),
            p => p.Value is JsonArray list ? string.Join(' ', list.Select(v => v?.ToString())) : $"{p.Value}"
        );
}

/// <summary>One person of a file.</summary>
/// <param name="Number">The line, or which one of the list.</param>
/// <param name="Values">By name of the column; a column that is not there leaves what is known.</param>
public sealed record ImportLine(int Number, IReadOnlyDictionary<string, string> Values);
