using Workflows.Cases;
using Workflows.Cases.Customers;

namespace Workflows.Host.Pages.Customers;

/// <summary>The fields of a customer file while somebody fills them in; see <c>_Fields.cshtml</c>.</summary>
/// <param name="Values">By field name, as typed.</param>
/// <param name="Now">What the file says by now where that is not what was typed, after somebody else has changed it.</param>
public sealed record CustomerFormView(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FieldError> Errors,
    IReadOnlyDictionary<string, string> Now
)
{
    public static CustomerFormView Empty { get; } =
        new(new Dictionary<string, string>(), [], new Dictionary<string, string>());

    public static CustomerFormView Of(CustomerFile file) => Empty with { Values = ValuesOf(file) };

    /// <summary>What was posted; a box that is not ticked is not sent.</summary>
    public static Dictionary<string, string> Posted(IFormCollection form) =>
        CustomerFields.Editable.ToDictionary(
            f => f.Name,
            f => f.Name == "important" ? (form.ContainsKey(f.Name) ? "true" : "false") : form[f.Name].ToString().Trim()
        );

    public static Dictionary<string, string> ValuesOf(CustomerFile file) =>
        CustomerFields.Editable.ToDictionary(f => f.Name, f => f.Get(file));

    public string Value(string field) => Values.GetValueOrDefault(field, "");

    public FieldError? ErrorAt(string field) => Errors.FirstOrDefault(e => e.Path == $"/{field}");
}
