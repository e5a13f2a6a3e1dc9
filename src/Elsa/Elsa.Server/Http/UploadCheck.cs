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
        if (size > (endpoint.RequestSizeLimit.GetOrDefault(context) ?? long.MaxValue))
            return new("Request too large", 413, endpoint.ExposeRequestTooLargeOutcome);
        if (files.Any(f => f.Length > (endpoint.FileSizeLimit.GetOrDefault(context) ?? long.MaxValue)))
            return new("File too large", 413, endpoint.ExposeFileTooLargeOutcome);
        var allowed = List(endpoint.AllowedFileExtensions);
        var blocked = List(endpoint.BlockedFileExtensions);
        if (files.Any(f => (allowed.Count > 0 && !allowed.Contains(Extension(f))) || blocked.Contains(Extension(f))))
            return new("Invalid file extension", 415, endpoint.ExposeInvalidFileExtensionOutcome);
        var types = List(endpoint.AllowedMimeTypes);
        return types.Count > 0 && files.Any(f => !types.Contains(f.ContentType))
            ? new("Invalid file MIME type", 415, endpoint.ExposeInvalidFileMimeTypeOutcome)
            : null;
    }

    private HashSet<string> List(Input<ICollection<string>>? input) =>
        new(input.GetOrDefault(context) ?? [], StringComparer.OrdinalIgnoreCase);

    private static string Extension(IFormFile file) => Path.GetExtension(file.FileName);
}

/// <summary>What is wrong, as Elsa names the outcome, and the status where nobody drew a way on.</summary>
internal sealed record UploadProblem(string Outcome, int Status, bool IsExposed);
