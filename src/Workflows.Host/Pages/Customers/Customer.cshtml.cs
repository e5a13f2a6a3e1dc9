using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>A customer file [B4]: its fields, who looks after the customer, dated entries, yearly figures, the history of every
/// field and, for its keepers, who opened it [B7].</summary>
public sealed class CustomerPage(
    OpenCustomerFile open,
    WriteEntry write,
    AssignResponsible assign,
    CustomerList customers,
    PeopleDirectory directory,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public List<string> Responsibles { get; set; } = [];

    /// <summary>Who looked after the customer when the form was drawn.</summary>
    [BindProperty]
    public List<Guid> Seen { get; set; } = [];

    /// <summary>Why the chosen people were not put in charge; they stay chosen.</summary>
    public string? NotAssigned { get; private set; }
    public OpenedFile Opened { get; private set; } = null!;
    public CustomerFile Customer => Opened.File;

    /// <summary>Who looks after the customer, the longest first.</summary>
    public IReadOnlyList<Person> InCharge =>
        [
            .. Customer
                .Responsibles.OrderBy(r => r.Since)
                .Select(r => directory.Current.Find(r.PersonId))
                .OfType<Person>(),
        ];

    /// <summary>The entries about a year, by year.</summary>
    public IEnumerable<IGrouping<int, CustomerEntry>> Years =>
        Opened.Yearly.GroupBy(e => e.Year!.Value).OrderByDescending(g => g.Key);

    /// <summary>Pages of the entries, of the history and of who opened the file.</summary>
    [BindProperty(SupportsGet = true, Name = "e")]
    public int EntryPage { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "h")]
    public int HistoryPage { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "v")]
    public int ViewPage { get; set; } = 1;
    public PageLinks EntryPages => Pages(Opened.Entries, "e", "#entries");
    public PageLinks HistoryPages => Pages(Opened.History, "h", "#history");
    public PageLinks ViewPages => Pages(Opened.Views, "v", "#views");

    public async Task OnGetAsync(string number, CancellationToken stop) =>
        Opened = await open.RunAsync(
            number,
            current.Require(),
            ViewWay.Page,
            stop,
            FileParts.Of(EntryPage, HistoryPage, ViewPage)
        );

    public async Task<IActionResult> OnPostEntryAsync(string number, CancellationToken stop)
    {
        try
        {
            await write.RunAsync(number, Entry(), current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["customer.entryWritten"];
            return LocalRedirect($"/customers/{number}#entries");
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            errors = refused.Fields;
        }
        await OnGetAsync(number, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostResponsiblesAsync(string number, CancellationToken stop)
    {
        var id = await customers.IdOfAsync(current.Require(), number, stop);
        var wanted = new Responsibles
        {
            All = [.. Responsibles.Select(directory.Current.Find).OfType<Person>().Select(p => p.Id)],
            Seen = Seen,
        };
        try
        {
            await assign.RunAsync([id], wanted, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["customer.assigned"];
            return LocalRedirect($"/customers/{number}");
        }
        catch (RefusedException refused) when (refused.Kind is RefusalKind.Conflict or RefusalKind.Invalid)
        {
            NotAssigned = texts.Say(refused);
        }
        await OnGetAsync(number, stop);
        return Page();
    }

    public string? ErrorAt(string path) =>
        errors.FirstOrDefault(e => e.Path == path) is { } error
            ? texts[$"refusals.{error.Code}", [.. error.Arguments]]
            : null;

    public string NameOf(Guid person) => directory.Current.Find(person)?.Name ?? "";

    /// <summary>A value of the history as people read it.</summary>
    public string Shown(string field, string value) =>
        value.Length == 0 ? texts["data.blank"]
        : field == "important" ? texts[value == "true" ? "data.yes" : "data.no"]
        : field == "specialClass" && SpecialClasses.All.TryGetValue(value, out var title) ? texts.Of(title)
        : value;

    // The other lists stay on their pages.
    private PageLinks Pages<T>(PageOf<T> list, string key, string anchor)
    {
        var others = new[] { ("e", EntryPage), ("h", HistoryPage), ("v", ViewPage) }
            .Where(p => p.Item1 != key && p.Item2 > 1)
            .Select(p => $"{p.Item1}={p.Item2}&");
        var address = $"/customers/{Uri.EscapeDataString(Customer.Number)}?{string.Concat(others)}";
        return new PageLinks(list.Paging.Number, list.Pages, list.Total, address) { Key = key, Anchor = anchor };
    }

    private NewEntry Entry() =>
        new(
            Enum.TryParse<EntryKind>(Kind, out var kind) ? kind : null,
            TypedDay.Read(On, "/on"),
            Text,
            NumberOf<int>(Year, "/year", "field.notAYear"),
            NumberOf<decimal>(Amount, "/amount", "field.notANumber")
        );

    private static T? NumberOf<T>(string? text, string path, string code)
        where T : struct, IParsable<T> =>
        string.IsNullOrWhiteSpace(text) ? null
        : T.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var number) ? number
        : throw PeopleNamed.Wrong(path, code);
}
