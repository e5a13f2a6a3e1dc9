using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Http;
using Workflows.Engine;

namespace Elsa.Http;

/// <summary>Whether a request keeps to what its endpoint takes.</summary>
internal sealed class UploadCheck(HttpEndpoint endpoint, ActivityExecutionContext context)
{
    public UploadProblem? Problem(HttpRequests requests)
    {
        var files = requests.Form?.Files.ToList() ?? [];
        var size = requests.Context!.Request.ContentLength ?? requests.Body.Length;
        if (size > endpoint.RequestSizeLimit.GetOrDefault(context))
            return new("Request too large", 413, endpoint.ExposeRequestTooLargeOutcome)
            {
                Message =
                    $"The maximum request size allowed is {endpoint.RequestSizeLimit.GetOrDefault(context)} bytes.",
            };
        if (files.Any(f => f.Length > endpoint.FileSizeLimit.GetOrDefault(context)))
            return new("File too large", 413, endpoint.ExposeFileTooLargeOutcome)
            {
                Message = $"The maximum file size allowed is {endpoint.FileSizeLimit.GetOrDefault(context)} bytes.",
            };
        var allowed = List(endpoint.AllowedFileExtensions);
        var blocked = List(endpoint.BlockedFileExtensions);
        if (files.Any(f => (allowed.Count > 0 && !allowed.Contains(Extension(f))) || blocked.Contains(Extension(f))))
            return new("Invalid file extension", 415, endpoint.ExposeInvalidFileExtensionOutcome)
            {
                Message = $"Only the following file extensions are allowed: {string.Join(", ", allowed)}",
            };
        var types = List(endpoint.AllowedMimeTypes);
        return types.Count > 0 && files.Any(f => !types.Contains(f.ContentType))
            ? new("Invalid file MIME type", 415, endpoint.ExposeInvalidFileMimeTypeOutcome)
            {
                Message = $"Only the following MIME types are allowed: {string.Join(", ", types)}",
            }
            : null;
    }

    private HashSet<string> List(Input<ICollection<string>>? input) =>
        new(input.GetOrDefault(context) ?? [], StringComparer.OrdinalIgnoreCase);

    private static string Extension(IFormFile file) => Path.GetExtension(file.FileName);
}

/// <summary>What is wrong, as Elsa names the outcome; status and message are the answer where nobody drew a way on.</summary>
internal sealed record UploadProblem(string Outcome, int Status, bool IsExposed)
{
    public required string Message { get; init; }
}
