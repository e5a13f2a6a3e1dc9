using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Attachments;
using Workflows.Cases.Forms;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages.Forms;

/// <summary>Takes in the files that a page posts with a form, whatever button was pressed, so that none is lost by an error
/// elsewhere in it.</summary>
public sealed class PostedFiles(UploadAttachment upload, FormCheck check, CurrentPerson current)
{
    /// <summary>The largest post that brings files, in bytes. What is too large for a form is told by the policy's limit for
    /// each file; this only keeps somebody from filling the disk.</summary>
    public const long LargestPost = 1L << 30;

    private const string Prefix = "upload:";

    /// <summary>Adds the files' ids to the form's data.</summary>
    /// <param name="complete">Whether the form is handed in with them: then, when a file is not taken, everything else that
    /// is wrong with the form is said at once with it.</param>
    /// <returns>What is wrong with files that were not taken, at their field; empty when all were.</returns>
    public async Task<IReadOnlyList<FieldError>> TakeAsync(
        Form form,
        JsonObject data,
        IFormCollection posted,
        bool complete,
        CancellationToken stop
    )
    {
        var errors = await UploadAsync(form, data, posted, stop);
        if (!complete || errors.Count == 0)
            return errors;
        return [.. await OtherErrorsAsync(form, data, errors, stop), .. errors];
    }

    private async Task<IEnumerable<FieldError>> OtherErrorsAsync(
        Form form,
        JsonObject data,
        List<FieldError> known,
        CancellationToken stop
    )
    {
        try
        {
            await check.CheckAsync(form, form.WithoutHidden(data), stop);
            return [];
        }
        catch (RefusedException refused)
        {
            return refused.Fields.ExceptBy(known.Select(e => e.Path), e => e.Path);
        }
    }

    private async Task<List<FieldError>> UploadAsync(
        Form form,
        JsonObject data,
        IFormCollection posted,
        CancellationToken stop
    )
    {
        var errors = new List<FieldError>();
        foreach (
            var file in posted.Files.Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal) && f.Length > 0)
        )
        {
            var field = file.Name[Prefix.Length..];
            if (!form.Fields.Contains(field))
                continue;
            try
            {
                await using var content = file.OpenReadStream();
                var kept = await upload.RunAsync(file.FileName, content, current.Actor(Channel.Web), stop);
                var ids = data[field] as JsonArray ?? [];
                ids.Add(JsonValue.Create(kept.Id.ToString()));
                data[field] = ids.DeepClone();
            }
            catch (RefusedException refused)
            {
                errors.Add(new FieldError($"/{field}", refused.Code, [.. refused.Arguments]));
            }
        }
        return errors;
    }
}
