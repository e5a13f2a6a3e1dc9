using System.Text.Json.Nodes;
using Workflows.Cases.Forms;

namespace Workflows.Host.Pages.Forms;

/// <summary>Reads a form's data from what a page posts.</summary>
public static class PostedForms
{
    /// <inheritdoc cref="FormReader.Read" path="/param"/>
    public static JsonObject Posted(this Form form, IFormCollection posted, bool blankRows) =>
        FormReader.Read(
            form,
            posted.SelectMany(field => field.Value.Select(text => KeyValuePair.Create(field.Key, text ?? ""))),
            blankRows
        );
}
