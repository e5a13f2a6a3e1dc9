using System.Net;
using System.Net.Http.Headers;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>
/// Asks another system. Unlike in Elsa the request is not made while the flow runs, which would hold the database for as
/// long as the other side likes, but when the burst is committed; the flow waits, and goes on with the answer.
/// </summary>
[Output(IsSerializable = false)]
internal abstract class SendHttpRequestBase(string? source = null, int? line = null)
    : Activity<HttpResponseMessage>(source, line)
{
    private static readonly string[] SecretNames =
    [
        "auth",
        "key",
        "token",
        "secret",
        "cookie",
        "password",
        "signature",
    ];

    [Input(Description = "Where to.", Order = 0)]
    public Input<Uri?> Url { get; set; } = null!;

    [Input(
        Description = "How.",
        Options = new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" },
        DefaultValue = "GET",
        UIHint = InputUIHints.DropDown,
        Order = 1
    )]
    public Input<string> Method { get; set; } = new("GET");

    [Input(Description = "What is sent: a text, an object or bytes.", Order = 2)]
    public Input<object?> Content { get; set; } = null!;

    [Input(
        Description = "As what it is sent.",
        UIHandler = typeof(ContentTypes),
        UIHint = InputUIHints.DropDown,
        Order = 3
    )]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(
        Description = "The Authorization header, for example: Bearer <token>.",
        Category = "Security",
        CanContainSecrets = true,
        Order = 4
    )]
    public Input<string?> Authorization { get; set; } = null!;

    [Input(Description = "Sends it as it is, whatever it looks like.", Category = "Security", Order = 5)]
    public Input<bool> DisableAuthorizationHeaderValidation { get; set; } = null!;

    [Input(Description = "Further headers.", UIHint = InputUIHints.JsonEditor, Category = "Advanced", Order = 6)]
    public Input<HttpHeaders?> RequestHeaders { get; set; } = new(new HttpHeaders());

    [Input(Description = "Has no effect any more.")]
    public Input<bool> EnableResiliency { get; set; } = null!;

    [Output(Description = "The status of the answer.")]
    public Output<int> StatusCode { get; set; } = null!;

    [Output(Description = "What was answered, as a value.")]
    public Output<object?> ParsedContent { get; set; } = null!;

    [Output(Description = "The headers of the answer.")]
    public Output<HttpHeaders?> ResponseHeaders { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var call = Call(context);
        HideSecrets(context);
        context.GetRequiredService<OutgoingHosts>().Require(new Uri(call.Url));
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = HttpCall.BookmarkName,
                Stimulus = context.GetRequiredService<CallSeal>().Close(call),
                Callback = OnAnsweredAsync,
            }
        );
    }

    protected abstract ValueTask OnStatusAsync(ActivityExecutionContext context, int status);

    protected abstract ValueTask OnNotConnectedAsync(ActivityExecutionContext context);

    protected abstract ValueTask OnTimeoutAsync(ActivityExecutionContext context);

    private HttpCall Call(ActivityExecutionContext context)
    {
        var url = Url.GetOrDefault(context) ?? throw new InvalidOperationException("The request has no URL.");
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"'{url}' is no address that can be asked: http or https is expected.");
        var headers = new Dictionary<string, string[]>(RequestHeaders.GetOrDefault(context) ?? []);
        if (Authorization.GetOrDefault(context) is { Length: > 0 } authorization)
        {
            // Not Parse: its message would carry the secret into the incident and the log.
            if (
                !DisableAuthorizationHeaderValidation.GetOrDefault(context)
                && !AuthenticationHeaderValue.TryParse(authorization, out _)
            )
                throw new InvalidOperationException("The Authorization header is not of the form 'scheme parameter'.");
            headers["Authorization"] = [authorization];
        }
        var content = Content.GetOrDefault(context);
        // As in Elsa, content without a type is not sent, and an empty choice is JSON.
        var type = ContentType.GetOrDefault(context) is "" ? "application/json" : ContentType.GetOrDefault(context);
        var body = content is not null && type is not null ? Http.Content.Bytes(content, type) : null;
        return new HttpCall(Method.GetOrDefault(context) ?? "GET", url.AbsoluteUri, headers, type, body);
    }

    // The journal and the state keep what an activity was given; the Authorization input is left out of both already.
    private static void HideSecrets(ActivityExecutionContext context)
    {
        if (
            !context.ActivityState.TryGetValue(nameof(RequestHeaders), out var given)
            || given is not HttpHeaders headers
        )
            return;
        var shown = headers.Select(h => KeyValuePair.Create(h.Key, IsSecret(h.Key) ? ["***"] : h.Value.AsEnumerable()));
        context.ActivityState[nameof(RequestHeaders)] = new HttpHeaders(shown);
    }

    private static bool IsSecret(string header) =>
        SecretNames.Any(name => header.Contains(name, StringComparison.OrdinalIgnoreCase));

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        HideSecrets(context);
        var answer = context.GetRequiredService<HttpAnswers>().Take(context.Id);
        if (answer.IsRefused)
            throw new InvalidOperationException(answer.Failure);
        if (answer.Failure is { } failure)
        {
            context.AddExecutionLogEntry("Error", failure);
            context.JournalData["Error"] = failure;
            await (answer.IsTimeout ? OnTimeoutAsync(context) : OnNotConnectedAsync(context));
            return;
        }
        context.Set(Result, Message(answer));
        var wanted =
            ParsedContent.GetTargetType(context)
            ?? (Http.Content.MediaType(answer.ContentType) == "application/json" ? typeof(object) : typeof(string));
        context.Set(ParsedContent, Http.Content.Parse(answer.Content, answer.ContentType, wanted));
        context.Set(StatusCode, answer.Status);
        context.Set(
            ResponseHeaders,
            new HttpHeaders(answer.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.AsEnumerable())))
        );
        await OnStatusAsync(context, answer.Status);
    }

    private static HttpResponseMessage Message(HttpAnswer answer)
    {
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            ReasonPhrase = answer.ReasonPhrase,
            Content = new ByteArrayContent(answer.Content),
        };
        foreach (var (name, values) in answer.Headers)
            message.Headers.TryAddWithoutValidation(name, values);
        return message;
    }
}
