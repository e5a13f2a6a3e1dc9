using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Cases;

namespace Workflows.Host.Api;

/// <summary>What a program sent cannot be read: says where, so that it can be corrected.</summary>
internal static partial class BadRequest
{
    /// <summary>The refusal that a failed reading of a request amounts to.</summary>
    public static RefusedException Explain(BadHttpRequestException failure) =>
        failure switch
        {
            { StatusCode: StatusCodes.Status413PayloadTooLarge } => new RefusedException("request.tooLarge"),
            { InnerException: JsonException json } => Explain(json),
            _ when Parameter().Match(failure.Message) is { Success: true } match => At(
                match.Groups[1].Value,
                "field.wrong"
            ),
            _ when Missing().Match(failure.Message) is { Success: true } match => At(
                match.Groups[1].Value,
                "field.required"
            ),
            _ when failure.Message.Contains("body", StringComparison.OrdinalIgnoreCase) => new RefusedException(
                "request.noBody"
            ),
            _ => new RefusedException("request.wrong"),
        };

    private static RefusedException Explain(JsonException json)
    {
        var path = PointerOf(json.Path);
        if (Unknown().Match(json.Message) is { Success: true } unknown)
            return At(Join(path, unknown.Groups[1].Value), "field.unknown");
        if (Twice().Match(json.Message) is { Success: true } twice)
            return At(Join(path, twice.Groups[1].Value), "field.twice");
        if (path.Length > 0 && json.Message.Contains("could not be converted", StringComparison.Ordinal))
            return At(path, "field.wrong");
        return json.LineNumber is { } line
            ? new RefusedException("request.notJson", line + 1, (json.BytePositionInLine ?? 0) + 1)
            : new RefusedException("request.noBody");
    }

    private static RefusedException At(string pointer, string code) =>
        new("invalid") { Fields = [new FieldError(pointer.StartsWith('/') ? pointer : "/" + pointer, code)] };

    // System.Text.Json names the unknown property itself as the end of its path already, or only what holds it.
    private static string Join(string path, string name) =>
        path.EndsWith("/" + name, StringComparison.Ordinal) ? path : $"{path}/{name}";

    // "$.data.changes[0]" → "/data/changes/0"
    private static string PointerOf(string? path) =>
        (path ?? "$")[1..]
            .Replace("[", "/", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Replace('.', '/');

    [GeneratedRegex("JSON property '(.+?)' could not be mapped", RegexOptions.None, 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("Duplicate property '(.+?)'", RegexOptions.None, 1000)]
    private static partial Regex Twice();

    [GeneratedRegex("""parameter "\S+ (\w+)" from""", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""parameter "\S+ (\w+)" was not provided from query""", RegexOptions.None, 1000)]
    private static partial Regex Missing();
}
