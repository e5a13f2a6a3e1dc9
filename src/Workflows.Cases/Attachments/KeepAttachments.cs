using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Attachments;

/// <summary>Gives the files that a sent form names to its case.</summary>
public sealed class KeepAttachments(CasesDb db)
{
    /// <exception cref="RefusedException">Invalid, at the field: a file that is not there, or not this person's to attach.</exception>
    public async Task OfCaseAsync(Case one, Form form, JsonObject data, Person person, CancellationToken stop)
    {
        foreach (var field in FieldsOf(form))
        {
            var ids = (data[field] as JsonArray ?? []).Select(v => v?.ToString()).ToList();
            for (var i = 0; i < ids.Count; i++)
            {
                var file = Guid.TryParse(ids[i], out var id) ? await db.Attachments.FindAsync([id], stop) : null;
                // What another case brought along stays that case's and is shown with this one too.
                if (file is null || file.CaseId is null && file.UploadedById != person.Id)
                    throw new RefusedException("invalid")
                    {
                        Fields = [new FieldError($"/{field}/{i}", "field.noSuchFile")],
                    };
                file.CaseId ??= one.Id;
            }
        }
    }

    private static IEnumerable<string> FieldsOf(Form form) =>
        form.Fields.Where(f =>
            form.Schema["properties"]![f] is JsonObject schema && FormSchema.Word(schema, "x-widget") == "files"
        );
}
