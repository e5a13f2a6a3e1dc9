using System.Text.RegularExpressions;
using Workflows.Cases.Forms;

namespace Workflows.Cases.Customers;

/// <summary>A field of the customer file that people may correct.</summary>
/// <param name="Name">Name of the property of <see cref="CustomerFile"/> in camel case.</param>
/// <param name="ErrorOf">Code of what is wrong with a value; null when nothing is.</param>
public sealed record CustomerField(
    string Name,
    LocalText Title,
    int MaxLength,
    Func<CustomerFile, string> Get,
    Action<CustomerFile, string> Set,
    Func<string, string?> ErrorOf
);

/// <summary>The fields of the customer file (客户档案) [B4].</summary>
public static partial class CustomerFields
{
    public static IReadOnlyList<CustomerField> All { get; } =
    [
        new("name", new("名称", "名稱", "Name"), 100, c => c.Name, (c, v) => c.Name = v, Any),
        new(
            "legalRepresentative",
            new("法定代表人", "法定代表人", "Legal representative"),
            50,
            c => c.LegalRepresentative,
            (c, v) => c.LegalRepresentative = v,
            Any
        ),
        new("address", new("地址", "地址", "Address"), 200, c => c.Address, (c, v) => c.Address = v, Any),
        new(
            "postcode",
            new("邮政编码", "郵遞區號", "Postcode"),
            6,
            c => c.Postcode,
            (c, v) => c.Postcode = v,
            Postcode
        ),
        new("phone", new("电话", "電話", "Phone"), 30, c => c.Phone, (c, v) => c.Phone = v, Phone),
        new("fax", new("传真", "傳真", "Fax"), 30, c => c.Fax, (c, v) => c.Fax = v, Phone),
        new("email", new("电子邮箱", "電子郵件", "E-mail"), 100, c => c.Email, (c, v) => c.Email = v, Email),
        new(
            "businessScope",
            new("经营范围", "經營範圍", "Business scope"),
            200,
            c => c.BusinessScope,
            (c, v) => c.BusinessScope = v,
            Any
        ),
        new(
            "registeredCapital",
            new("注册资本", "註冊資本", "Registered capital"),
            50,
            c => c.RegisteredCapital,
            (c, v) => c.RegisteredCapital = v,
            Any
        ),
    ];

    /// <summary>What the keepers edit and lists import: a correction leaves the last two alone.</summary>
    public static IReadOnlyList<CustomerField> Editable { get; } =
    [
        .. All,
        new(
            "specialClass",
            new("特别类别", "特別類別", "Special class"),
            20,
            c => c.SpecialClass,
            (c, v) => c.SpecialClass = v,
            value => SpecialClasses.All.ContainsKey(value) ? null : "field.notAnOption"
        ),
        new(
            "important",
            new("重要客户", "重要客戶", "Important"),
            5,
            c => c.IsImportant ? "true" : "false",
            (c, v) => c.IsImportant = v == "true",
            value => value is "true" or "false" ? null : "field.notAnOption"
        ),
    ];

    public static CustomerField? Find(string name) => Editable.FirstOrDefault(f => f.Name == name);

    /// <summary>What is wrong with values by field name; a name must not be blank.</summary>
    public static IEnumerable<FieldError> ErrorsOf(IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
            if (Find(name) is not { } field)
                yield return new FieldError($"/{name}", "field.unknown");
            else if (ErrorOf(field, value.Trim()) is { } error)
                yield return error;
    }

    private static FieldError? ErrorOf(CustomerField field, string value)
    {
        if (value.Length == 0)
            return field.Name == "name" ? new FieldError("/name", "field.required") : null;
        // What it should look like says more than how long it may be.
        if (field.ErrorOf(value) is { } code)
            return new FieldError($"/{field.Name}", code);
        return value.Length > field.MaxLength
            ? new FieldError($"/{field.Name}", "field.tooLong", field.MaxLength)
            : null;
    }

    private static string? Any(string value) => null;

    private static string? Postcode(string value) => SixDigits().IsMatch(value) ? null : "field.notAPostcode";

    private static string? Phone(string value) => PhoneNumber().IsMatch(value) ? null : "field.notAPhone";

    private static string? Email(string value) => ScalarCheck.IsEmail(value) ? null : "field.notAnEmail";

    [GeneratedRegex(@"^\d{6}$", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();

    // 0512-62881234, 400-820-8820, +86 139 0000 0000, (021)6288 1234-803
    [GeneratedRegex(@"^\+?[\d(][\d\-() ]{5,28}\d$", RegexOptions.None, 1000)]
    private static partial Regex PhoneNumber();
}

/// <summary>The names of the fields, and how a value for one of them must look.</summary>
internal sealed class CustomerFieldOptions : IOptionSource
{
    public string Name => "customerFields";

    public Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<FieldOption>>([
            .. CustomerFields.All.Select(f => new FieldOption(f.Name, f.Title)),
        ]);

    public async Task<IReadOnlyList<FieldOption>> FindAsync(
        IReadOnlyCollection<string> values,
        CancellationToken stop
    ) => [.. (await ListAsync(null, stop)).Where(o => values.Contains(o.Value))];

    public FieldError? CheckValue(string option, string value, string path)
    {
        if (CustomerFields.All.FirstOrDefault(f => f.Name == option) is not { } field)
            return null;
        if (value.Length > field.MaxLength)
            return new FieldError(path, "field.tooLong", field.MaxLength);
        return field.ErrorOf(value) is { } code ? new FieldError(path, code) : null;
    }
}
