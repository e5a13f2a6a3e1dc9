using System.Net;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.Primitives;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>Answers the request that the flow serves; the answer goes out when everything is committed.</summary>
[Activity(
    "Elsa",
    "HTTP",
    "Answers the request that started the flow or that it waited for.",
    DisplayName = "HTTP Response"
)]
internal sealed class WriteHttpResponse([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : CodeActivity(source, line)
{
    [Input(DefaultValue = HttpStatusCode.OK, Description = "The status.", UIHint = InputUIHints.DropDown)]
    public Input<HttpStatusCode> StatusCode { get; set; } = new(HttpStatusCode.OK);

    [Input(Description = "What is answered: a text, an object or bytes.")]
    public Input<object?> Content { get; set; } = null!;

    [Input(Description = "As what it is sent.", UIHandler = typeof(ContentTypes), UIHint = InputUIHints.DropDown)]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(Description = "Further headers.", UIHint = InputUIHints.JsonEditor, Category = "Advanced")]
    public Input<HttpHeaders?> ResponseHeaders { get; set; } = new(new HttpHeaders());

    protected override void Execute(ActivityExecutionContext context)
    {
        var requests = context.GetRequiredService<HttpRequests>();
        if (requests.Context is null)
            throw new InvalidOperationException(
                "Nobody waits for this answer: the flow goes on without the request that it began with."
            );
        if (requests.Reply is not null)
            throw new InvalidOperationException("StatusCode cannot be set because the response has already started.");
        var content = Content.GetOrDefault(context);
        var given = ContentType.GetOrDefault(context);
        var type =
            content is null ? null
            : string.IsNullOrWhiteSpace(given) ? Http.Content.TypeOf(content)
            : given;
        var headers = ResponseHeaders.GetOrDefault(context) ?? [];
        requests.Reply = new HttpReply(
            (int)StatusCode.GetOrDefault(context, () => HttpStatusCode.OK),
            type,
            content is null ? [] : Http.Content.Bytes(content, type!)
        )
        {
            Headers = headers.ToDictionary(h => h.Key, h => new StringValues(h.Value)),
        };
    }
}
