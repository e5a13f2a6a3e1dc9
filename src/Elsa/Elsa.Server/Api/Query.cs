using Elsa.Common.Entities;
using Elsa.Common.Models;
using Microsoft.AspNetCore.Http;

namespace Workflows.Engine;

/// <summary>Reads query strings as Studio writes them: any case, repeated names, empty meaning nothing.</summary>
internal static class Query
{
    private const int LargestPage = 1000;

    public static string? Text(this HttpRequest request, string name) =>
        request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    public static string[]? Texts(this HttpRequest request, string name) =>
        request.Query[name] is { Count: > 0 } values ? [.. values.OfType<string>().Where(v => v.Length > 0)] : null;

    public static bool? Flag(this HttpRequest request, string name) =>
        bool.TryParse(request.Text(name), out var flag) ? flag : null;

    public static int? Number(this HttpRequest request, string name)
    {
        if (request.Text(name) is not { } text)
            return null;
        return int.TryParse(text, out var number) && number >= 0
            ? number
            : throw ElsaRefusedException.Bad($"{name} must be a number that is not negative.");
    }

    public static VersionOptions? Version(this HttpRequest request, string name = "versionOptions") =>
        Version(request.Text(name));

    public static VersionOptions? Version(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return VersionOptions.TryParse(text, out var version)
            ? version
            : throw ElsaRefusedException.Bad($"'{text}' is no version: give a number, Latest, Published or Draft.");
    }

    public static PageArgs Page(this HttpRequest request) =>
        Page(request.Number("page"), request.Number("pageSize"), request.Number("skip"), request.Number("take"));

    public static PageArgs Page(int? page, int? size, int? skip, int? take)
    {
        var limit = Math.Min(size ?? take ?? LargestPage, LargestPage);
        var offset = size is not null ? (long)(page ?? 0) * limit : skip ?? 0;
        return PageArgs.FromRange((int)Math.Min(offset, int.MaxValue), limit);
    }

    public static OrderDirection Direction(string? text, OrderDirection otherwise) =>
        Enum.TryParse<OrderDirection>(text, ignoreCase: true, out var direction) ? direction : otherwise;
}
