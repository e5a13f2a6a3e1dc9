using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Attachments;
using Workflows.Cases.Forms;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages.Forms;

/// <summary>Takes in the files that a page posts with a form, whatever button was pressed, so that none is lost by an error
/// elsewhere in it.</summary>
public sealed class PostedFiles(UploadAttachment upload, CurrentPerson current)
{
    private const string Prefix = "upload:";

    /// <summary>Adds the files' ids to the form's data.</summary>
    /// <returns>What is wrong with files that were not taken, at their field.</returns>
    public async Task<IReadOnlyList<FieldError>> TakeAsync(
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
