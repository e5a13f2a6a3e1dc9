using System.Runtime.CompilerServices;
using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.AspNetCore.Http;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>Starts a workflow, or goes on with one, at a request to a path under the host's own.</summary>
[Activity("Elsa", "HTTP", "Waits for a request to a path.", DisplayName = "HTTP Endpoint")]
[Output(IsSerializable = false)]
internal sealed class HttpEndpoint([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : Trigger<HttpRequest>(source, line)
{
    public const string StimulusName = "Elsa.HttpEndpoint";

    [Input(
        Description = "The path, with {names} for the parts that vary.",
        UIHint = InputUIHints.SingleLine,
        UIHandler = typeof(HttpEndpointPath)
    )]
    public Input<string> Path { get; set; } = null!;

    [Input(
        Description = "The methods that are answered.",
        Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" },
        UIHint = InputUIHints.CheckList
    )]
    public Input<ICollection<string>> SupportedMethods { get; set; } =
        new(ObjectLiteral.From(new[] { HttpMethods.Get }));

    [Input(Description = "Only for people who are signed in.", Category = "Security")]
    public Input<bool> Authorize { get; set; } = new(false);

    [Input(Description = "Only for those whom this policy of the host lets through.", Category = "Security")]
    public Input<string?> Policy { get; set; } = new(default(string?));

    [Input(Description = "How long the request may take.", Category = "Upload")]
    public Input<TimeSpan?> RequestTimeout { get; set; } = null!;

    [Input(Description = "How many bytes the request may have.", Category = "Upload")]
    public Input<long?> RequestSizeLimit { get; set; } = null!;

    [Input(Description = "How many bytes a file may have.", Category = "Upload")]
    public Input<long?> FileSizeLimit { get; set; } = null!;

    [Input(
        Description = "The file extensions that are taken; none: all.",
        Category = "Upload",
        UIHint = InputUIHints.MultiText
    )]
    public Input<ICollection<string>> AllowedFileExtensions { get; set; } = null!;

    [Input(
        Description = "The file extensions that are not taken.",
        Category = "Upload",
        UIHint = InputUIHints.MultiText
    )]
    public Input<ICollection<string>> BlockedFileExtensions { get; set; } = null!;

    [Input(
        Description = "The content types of files that are taken; none: all.",
        Category = "Upload",
        UIHint = InputUIHints.MultiText
    )]
    public Input<ICollection<string>> AllowedMimeTypes { get; set; } = null!;

    [Input(Description = "Whether a request that is too large has a way on.", Category = "Outcomes")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    [Input(Description = "Whether a file that is too large has a way on.", Category = "Outcomes")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    [Input(Description = "Whether a file of a wrong extension has a way on.", Category = "Outcomes")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    [Input(Description = "Whether a file of a wrong content type has a way on.", Category = "Outcomes")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(Description = "The body, as a value.")]
    public Output<object?> ParsedContent { get; set; } = null!;

    [Output(Description = "The files.", IsSerializable = false)]
    public Output<IFormFile[]> Files { get; set; } = null!;

    [Output(Description = "The first file.", IsSerializable = false)]
    public Output<IFormFile?> File { get; set; } = null!;

    [Output(Description = "The parts of the path that vary.")]
    public Output<IDictionary<string, object>> RouteData { get; set; } = null!;

    [Output(Description = "The query.")]
    public Output<IDictionary<string, object>> QueryStringData { get; set; } = null!;

    [Output(Description = "The headers.")]
    public Output<IDictionary<string, object>> Headers { get; set; } = null!;

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context)
    {
        context.TriggerName = StimulusName;
        return Stimuli(
            context.Get(Path),
            context.Get(SupportedMethods),
            context.Get(Authorize),
            context.Get(Policy),
            context.Get(RequestSizeLimit)
        );
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnRequestAsync(context);
            return;
        }
        var stimuli = Stimuli(
            context.Get(Path),
            context.Get(SupportedMethods),
            context.Get(Authorize),
            context.Get(Policy),
            context.Get(RequestSizeLimit)
        );
        context.CreateBookmarks(stimuli, OnRequestAsync, includeActivityInstanceId: false, StimulusName);
    }

    private static IEnumerable<object> Stimuli(
        string? path,
        ICollection<string>? methods,
        bool authorize,
        string? policy,
        long? sizeLimit
    ) =>
        (methods is { Count: > 0 } ? methods : [HttpMethods.Get]).Select(method => new HttpEndpointBookmarkPayload(
            Normal(path),
            method.ToLowerInvariant()
        )
        {
            Authorize = authorize,
            Policy = string.IsNullOrWhiteSpace(policy) ? null : policy,
            RequestSizeLimit = sizeLimit,
        });

    public static string Normal(string? path) => "/" + (path ?? "").Trim().Trim('/').ToLowerInvariant();

    private async ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        var requests = context.GetRequiredService<HttpRequests>();
        var request =
            requests.Context?.Request
            ?? throw new InvalidOperationException("This activity goes on when its path is asked.");
        context.Set(Result, request);
        context.Set(RouteData, requests.RouteData);
        context.Set(QueryStringData, Values(request.Query));
        context.Set(Headers, Values(request.Headers));
        var problem = new UploadCheck(this, context).Problem(requests);
        if (problem is null)
        {
            Take(context, requests);
            await context.CompleteActivityAsync();
        }
        else if (problem.IsExposed)
            await context.CompleteActivityWithOutcomesAsync(problem.Outcome);
        else
            requests.Reply ??= new HttpReply(
                problem.Status,
                "application/json; charset=utf-8",
                JsonSerializer.SerializeToUtf8Bytes(new { message = problem.Message })
            );
    }

    private void Take(ActivityExecutionContext context, HttpRequests requests)
    {
        if (requests.Form is not { } form)
        {
            var wanted = ParsedContent.GetTargetType(context) ?? typeof(string);
            context.Set(ParsedContent, Content.Parse(requests.Body, requests.Context!.Request.ContentType, wanted));
            return;
        }
        context.Set(ParsedContent, Values(form));
        if (form.Files.Count == 0)
            return;
        context.Set(Files, form.Files.ToArray());
        context.Set(File, form.Files[0]);
    }

    private static Dictionary<string, object> Values(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values
    ) =>
        values.ToDictionary(
            v => v.Key,
            v => v.Value.Count == 1 ? (object)(v.Value[0] ?? "") : v.Value.ToArray(),
            StringComparer.OrdinalIgnoreCase
        );
}
