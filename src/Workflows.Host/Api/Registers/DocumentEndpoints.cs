using System.Text.Json.Nodes;
using Workflows.Cases.Registers;
using Workflows.Cases.Views;
using Workflows.Host.Api.Cases;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Registers;

/// <summary>Copies of forms in my department's list.</summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Registers");
        documents
            .MapGet("", ListAsync)
            .WithSummary("Copies in my department's list")
            .WithDescription("The newest first.");
        documents
            .MapGet("/{id:guid}", OpenAsync)
            .WithSummary("One copy")
            .WithDescription("What the form said when it was filed. Opening it notes that the department has read it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<ListBody<DocumentBody>> ListAsync(
        DocumentList documents,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        int page = 1,
        int size = 20
    ) =>
        ListBody<DocumentBody>.Of(
            await documents.ForAsync(current.Require(), new Paging(page, size), stop),
            row => DocumentBody.Of(row, texts)
        );

    private static async Task<DocumentDetailsBody> OpenAsync(
        Guid id,
        DocumentList documents,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop
    )
    {
        var found = await documents.OpenAsync(id, current.Require(), stop);
        return new DocumentDetailsBody(DocumentBody.Of(found.Row, texts), found.FormKey, found.Data);
    }
}

/// <summary>A copy with what it says.</summary>
internal sealed record DocumentDetailsBody(DocumentBody Document, string Form, JsonObject Data);
