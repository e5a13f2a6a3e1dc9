using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Customers;

/// <summary>Looks customers up for forms that ask for one.</summary>
internal static class CustomerEndpoints
{
    private const int Most = 20;

    public static void MapCustomers(this RouteGroupBuilder api) =>
        api.MapGet("/customers", SearchAsync)
            .WithTags("Customers")
            .WithSummary("Find customers by number or name")
            .WithDescription("The first 20. Only for those who may start a correction: customer files are restricted.")
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IReadOnlyList<CustomerBody>> SearchAsync(
        CasesDb db,
        ProcessCatalog processes,
        CurrentPerson current,
        CancellationToken stop,
        string? search = null
    )
    {
        if (processes.Find("correction")?.MayBeStartedBy(current.Require()) != true)
            throw new RefusedException("customer.notYours") { Kind = RefusalKind.Forbidden };
        var text = search?.Trim() ?? "";
        var number = text.ToUpperInvariant();
        return await db
            .Customers.AsNoTracking()
            .Where(c => c.Name.Contains(text) || c.Number.Contains(number))
            .OrderBy(c => c.Number)
            .Take(Most)
            .Select(c => new CustomerBody(
                c.Number,
                c.Name,
                c.LegalRepresentative,
                c.Address,
                c.Postcode,
                c.Phone,
                c.Fax,
                c.Email,
                c.BusinessScope,
                c.RegisteredCapital
            ))
            .ToListAsync(stop);
    }
}

/// <summary>A customer; the names of the fields are those that a correction names. <c>id</c> is what forms take.</summary>
internal sealed record CustomerBody(
    string Id,
    string Name,
    string LegalRepresentative,
    string Address,
    string Postcode,
    string Phone,
    string Fax,
    string Email,
    string BusinessScope,
    string RegisteredCapital
);
