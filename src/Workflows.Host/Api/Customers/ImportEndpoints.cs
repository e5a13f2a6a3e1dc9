using Microsoft.AspNetCore.Mvc;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Host.Pages.Customers;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Customers;

/// <summary>A list of customers comes in as on the page: looked through first, then all of it or nothing.</summary>
internal static class ImportEndpoints
{
    /// <summary>How many faults and changes are told one by one.</summary>
    private const int Most = 1000;

    // A larger sheet is told so by name; this only keeps somebody from filling the memory.
    private const long LargestRequest = 2L * SheetReader.MostMegabytes * 1024 * 1024;

    public static void MapImport(this RouteGroupBuilder customers) =>
        customers
            .MapPost("/import", ImportAsync)
            .Accepts<Stream>("text/csv", CustomerSheet.Xlsx, "application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
            .WithSummary("Import customers from xlsx or csv")
            .WithDescription(
                "The file itself as the body (csv in UTF-8 or GB18030). `preview=true` writes nothing and says what it would do and "
                    + "what is wrong, by line, column and reason; without it every row is written in one transaction, or, when a single "
                    + "cell is wrong, none, and `errors` names the cells as `/line/column`. For the keepers of customer files."
            )
            .Produces<CustomerImportBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<CustomerImportBody> ImportAsync(
        HttpRequest request,
        ImportCustomers import,
        CustomerAccess access,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        bool preview = false
    )
    {
        // Who may not is told before the file is read.
        if (!access.Keeps(current.Require()))
            throw new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden };
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, stop);
        if (content.Length == 0)
            throw new RefusedException("customer.noSheet");
        var lines = SheetReader.Read(content.ToArray());
        var actor = current.Actor(Channel.Api);
        var done = preview ? await import.PreviewAsync(lines, actor, stop) : await import.RunAsync(lines, actor, stop);
        return new CustomerImportBody(
            done.New,
            done.Changed,
            done.Same,
            done.Ignored,
            done.Faults.Count,
            [.. done.Faults.Take(Most).Select(f => ImportFaultBody.Of(f, texts))],
            [
                .. done
                    .Rows.SelectMany(r =>
                        r.Changes.Select(c => new ImportChangeBody(r.Line, r.Number, c.Field, c.Old, c.New))
                    )
                    .Take(Most),
            ]
        );
    }
}

/// <summary>What an import would do, or has done.</summary>
/// <param name="Ignored">Headings that name nothing of a customer file.</param>
/// <param name="Faults">The first of them; <paramref name="FaultCount"/> counts all.</param>
internal sealed record CustomerImportBody(
    int New,
    int Changed,
    int Unchanged,
    IReadOnlyList<string> Ignored,
    int FaultCount,
    IReadOnlyList<ImportFaultBody> Faults,
    IReadOnlyList<ImportChangeBody> Changes
);

/// <summary>A wrong cell; without a column it is the line as a whole.</summary>
internal sealed record ImportFaultBody(int Line, string Column, string Value, string Problem)
{
    public static ImportFaultBody Of(ImportFault fault, Texts texts) =>
        new(fault.Line, fault.Column, fault.Value, texts[$"refusals.{fault.Error.Code}", [.. fault.Error.Arguments]]);
}

/// <summary>A field of a file that there is already, and what becomes of it.</summary>
internal sealed record ImportChangeBody(int Line, string Customer, string Field, string Old, string New);
