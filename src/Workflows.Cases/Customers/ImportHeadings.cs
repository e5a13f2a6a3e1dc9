using System.Text;

namespace Workflows.Cases.Customers;

/// <summary>Which column of a sheet holds what: headings in Chinese or English, in any order, with or without blanks, stars
/// and remarks in brackets.</summary>
public static class ImportHeadings
{
    public const string Number = "number";

    private static readonly (string Field, string[] Words)[] Words =
    [
        (
            Number,
            [
                "编号",
                "客户编号",
                "客戶編號",
                "編號",
                "档案号",
                "number",
                "no",
                "no.",
                "customerno",
                "customernumber",
                "id",
            ]
        ),
        (
            "name",
            [
                "客户名称",
                "客戶名稱",
                "客户",
                "客戶",
                "公司名称",
                "公司名稱",
                "单位名称",
                "單位名稱",
                "customer",
                "customername",
                "company",
            ]
        ),
        ("legalRepresentative", ["法人", "法人代表", "法定代表", "legalrep", "representative"]),
        ("address", ["公司地址", "联系地址", "聯繫地址", "通讯地址", "addr"]),
        ("postcode", ["邮编", "郵編", "邮政编码", "zip", "zipcode", "postalcode"]),
        ("phone", ["联系电话", "聯繫電話", "电话号码", "電話號碼", "手机", "手機", "tel", "telephone", "mobile"]),
        ("fax", ["传真号", "传真号码", "傳真號碼"]),
        ("email", ["邮箱", "郵箱", "电子邮件", "電子郵箱", "email", "mail"]),
        ("businessScope", ["业务范围", "業務範圍", "scope", "business"]),
        ("registeredCapital", ["注册资金", "註冊資金", "capital"]),
        ("specialClass", ["类别", "類別", "客户类别", "客戶類別", "class", "category"]),
        ("important", ["重要", "是否重要", "vip"]),
        (
            CustomerChange.Responsible,
            [
                "负责人",
                "負責人",
                "业务负责人",
                "業務負責人",
                "业务员",
                "業務員",
                "responsible",
                "responsiblepeople",
                "owner",
            ]
        ),
    ];

    private static readonly Dictionary<string, string> Known = Build();

    /// <summary>The field that a heading names, or null.</summary>
    public static string? FieldOf(string heading) => Known.GetValueOrDefault(Plain(heading));

    private static Dictionary<string, string> Build()
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, words) in Words)
        foreach (var word in words)
            known.TryAdd(Plain(word), field);
        foreach (var field in CustomerFields.Editable)
        foreach (var title in LocalText.Languages.Select(field.Title.In).Append(field.Name))
            known.TryAdd(Plain(title), field.Name);
        return known;
    }

    private static string Plain(string heading)
    {
        var text = heading.Normalize(NormalizationForm.FormKC);
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (bracket > 0)
            text = text[..bracket];
        return new string([.. text.Where(c => char.IsLetterOrDigit(c) || c == '.')]);
    }
}
