using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.SingleLine;
using Microsoft.AspNetCore.Http;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>Shows the author the address that the path stands below.</summary>
internal sealed class HttpEndpointPath(IHttpContextAccessor requests) : PropertyUIHandlerBase
{
    public override ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    )
    {
        var request = requests.HttpContext?.Request;
        var below = request is null ? "" : $"{request.Scheme}://{request.Host}{request.PathBase}";
        return new(
            new Dictionary<string, object>
            {
                [InputUIHints.SingleLine] = new SingleLineProps
                {
                    AdornmentText = $"{below}{HttpFlows.Prefix}/",
                    EnableCopyAdornment = true,
                },
                ["Refresh"] = true,
            }
        );
    }
}
