using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Host.Pages.Forms;

/// <summary>The lists that <c>x-options</c> of a form names: customers, customerFields, departments, people.</summary>
public sealed class FormOptions(CasesDb db, PeopleDirectory directory, Texts texts)
{
    private IReadOnlyList<Option>? customers;

    public async Task<IReadOnlyList<Option>> ListAsync(string source, CancellationToken stop) =>
        source switch
        {
            "customers" => customers ??= await CustomersAsync(stop),
            "customerFields" => [.. CustomerFields.All.Select(f => new Option(f, texts[$"customer.{f}"]))],
            "departments" => [.. directory.Current.Departments.Select(d => new Option(d.Key, texts.Of(d.Name)))],
            "people" =>
            [
                .. directory.Current.People.Where(p => p.IsActive).Select(p => new Option(p.SignInName, p.Name)),
            ],
            _ => [],
        };

    private async Task<IReadOnlyList<Option>> CustomersAsync(CancellationToken stop) =>
        await db
            .Customers.AsNoTracking()
            .OrderBy(c => c.Number)
            .Select(c => new Option(c.Number, c.Number + " " + c.Name))
            .ToListAsync(stop);
}
