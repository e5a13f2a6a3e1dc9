using System.Net;

namespace Workflows.Engine;

/// <summary>A request that cannot be met, and why, in words for whoever asked.</summary>
public sealed class ElsaRefusedException(
    HttpStatusCode status,
    string message,
    IReadOnlyDictionary<string, string[]>? errors = null
) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Messages by the field they are about.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } =
        errors ?? new Dictionary<string, string[]> { ["generalErrors"] = [message] };

    public static ElsaRefusedException Bad(string message) => new(HttpStatusCode.BadRequest, message);

    public static ElsaRefusedException Missing(string message) => new(HttpStatusCode.NotFound, message);
}
