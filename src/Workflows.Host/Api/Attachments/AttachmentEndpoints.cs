using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Workflows.Cases;
using Workflows.Cases.Attachments;
using Workflows.Host.Pages.Forms;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Attachments;

/// <summary>Files of forms: send one, get an id, put it into a form; open one by its id.</summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this RouteGroupBuilder api)
    {
        var files = api.MapGroup("/attachments").WithTags("Attachments");
        files
            .MapPost("", UploadAsync)
            .WithSummary("Send a file")
            .WithDescription(
                "`multipart/form-data` with the field `file`. Checked by its content; put the `id` into a form's field for files."
            )
            .WithMetadata(new RequestSizeLimitAttribute(PostedFiles.LargestPost))
            .WithFormOptions(multipartBodyLengthLimit: PostedFiles.LargestPost)
            .DisableAntiforgery()
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<AttachmentBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        files
            .MapGet("/{id:guid}", OpenAsync)
            .WithSummary("Open a file")
            .WithDescription("For whoever may see its case, or uploaded it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The same for people, at <c>/attachments/{id}</c>.</summary>
    public static void MapAttachmentPages(this WebApplication app) =>
        app.MapGet("/attachments/{id:guid}", OpenAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> UploadAsync(
        HttpRequest request,
        UploadAttachment upload,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        if (!request.HasFormContentType || (await request.ReadFormAsync(stop)).Files is not [var file, ..])
            throw new RefusedException("attachment.missing");
        await using var content = file.OpenReadStream();
        var kept = await upload.RunAsync(file.FileName, content, current.Actor(Channel.Api), stop);
        return Results.Created($"/api/attachments/{kept.Id}", AttachmentBody.Of(kept));
    }

    private static async Task<IResult> OpenAsync(
        Guid id,
        HttpResponse response,
        OpenAttachment open,
        CurrentPerson current,
        CancellationToken stop,
        bool download = false
    )
    {
        var (file, path) = await open.FindAsync(id, current.Require(), stop);
        var inline = !download && ContentKind.MayShowInline(file.ContentType);
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        var type = file.ContentType == "text/plain" ? "text/plain; charset=utf-8" : file.ContentType;
        return Results.File(path, type, enableRangeProcessing: true);
    }
}

/// <summary>A file that was taken in.</summary>
internal sealed record AttachmentBody(Guid Id, string FileName, string ContentType, long Size, string Hash)
{
    public static AttachmentBody Of(Attachment file) =>
        new(file.Id, file.FileName, file.ContentType, file.Size, file.Hash);
}
