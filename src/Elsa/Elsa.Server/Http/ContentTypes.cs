using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>Offers the usual content types.</summary>
internal sealed class ContentTypes : DropDownOptionsProviderBase
{
    private static readonly string[] Usual =
    [
        "",
        "application/json",
        "application/soap+xml",
        "application/x-www-form-urlencoded",
        "application/xml",
        "text/html",
        "text/json",
        "text/plain",
        "text/richtext",
        "text/xml",
    ];

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) => new([.. Usual.Select(type => new SelectListItem(type, type))]);
}

/// <summary>Values as bodies and bodies as values.</summary>
internal static class Content
{
    public const string Form = "application/x-www-form-urlencoded";

    public static string TypeOf(object content) =>
        content switch
        {
            byte[] or Stream => "application/octet-stream",
            string => "text/plain",
            _ => "application/json",
        };

    public static byte[] Bytes(object content, string type)
    {
        if (content is byte[] bytes)
            return bytes;
        if (content is Stream stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        if (content is not string && type.StartsWith(Form, StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetBytes(FormOf(content));
        var text = content as string ?? JsonSerializer.Serialize(content, content.GetType(), ElsaJson.Plain);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>
    /// The body as what receives it wants it: JSON stays the text that came where a text is wanted. Anything else is
    /// text, also where Elsa would hand over a file.
    /// </summary>
    /// <exception cref="JsonException">It says that it is JSON and is not.</exception>
    public static object? Parse(byte[] body, string? type, Type wanted)
    {
        if (body.Length == 0)
            return null;
        if (!IsJson(MediaType(type)) || wanted == typeof(string))
            return Encoding.UTF8.GetString(body);
        using var document = JsonDocument.Parse(body, ElsaJson.Document);
        Body.RequireStorable(body, "body");
        var value = Body.Value(document.RootElement);
        return wanted == typeof(object) ? value : value.ConvertTo(wanted);
    }

    public static string MediaType(string? type) => type?.Split(';')[0].Trim().ToLowerInvariant() ?? "";

    private static bool IsJson(string type) =>
        type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static string FormOf(object content)
    {
        var fields = content.ConvertTo<IDictionary<string, object>>() ?? new Dictionary<string, object>();
        return string.Join(
            '&',
            fields.Select(f => $"{WebUtility.UrlEncode(f.Key)}={WebUtility.UrlEncode($"{f.Value}")}")
        );
    }
}
