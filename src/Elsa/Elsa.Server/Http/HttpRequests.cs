using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Workflows.Engine;

/// <summary>The request that flows of this scope serve, and what they answer; sent when all of it is committed.</summary>
internal sealed class HttpRequests
{
    public HttpContext? Context { get; private set; }

    public IDictionary<string, object> RouteData { get; private set; } = new Dictionary<string, object>();

    public byte[] Body { get; private set; } = [];

    public IFormCollection? Form { get; private set; }

    public HttpReply? Reply { get; set; }

    public void Begin(HttpContext context, IDictionary<string, object> route, byte[] body, IFormCollection? form) =>
        (Context, RouteData, Body, Form) = (context, route, body, form);
}

/// <summary>An answer that waits to be sent.</summary>
internal sealed record HttpReply(int Status, string? ContentType, byte[] Content)
{
    public IReadOnlyDictionary<string, StringValues> Headers { get; init; } = new Dictionary<string, StringValues>();
}

/// <summary>A path and method that starts a flow or that one waits for. The hash is over these two.</summary>
internal sealed record HttpEndpointBookmarkPayload(string Path, string Method)
{
    [Elsa.Workflows.Attributes.ExcludeFromHash]
    public bool? Authorize { get; init; }

    [Elsa.Workflows.Attributes.ExcludeFromHash]
    public string? Policy { get; init; }

    [Elsa.Workflows.Attributes.ExcludeFromHash]
    public long? RequestSizeLimit { get; init; }
}
