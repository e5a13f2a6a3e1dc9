using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;
using Workflows.Host.Startup;

namespace Workflows.Host.Pages.Layout;

/// <summary>What stands in the menu for whoever is signed in.</summary>
public sealed class Navigation(
    CurrentPerson current,
    TaskList tasks,
    IHttpContextAccessor accessor,
    DemoMode demo,
    Team team,
    CustomerAccess files,
    CustomerList customers,
    Workflows.Cases.Processes.ProcessCatalog processes
)
{
    private const int OnAPhone = 4;

    /// <summary>The entries in order: what people use daily first.</summary>
    public async Task<IReadOnlyList<MenuItem>> ItemsAsync(CancellationToken stop)
    {
        if (current.Find() is not { } person)
            return [];
        var path = accessor.HttpContext?.Request.Path.Value ?? "/";
        var waiting = await tasks.CountAsync(person, stop);
        var opensFiles = files.ReadsAll(person) || await customers.HasAnyAsync(person, stop);
        var items = Items(person, waiting, opensFiles).Select(i => i with { IsActive = i.Covers(path) }).ToList();
        // A phone shows the first four beside "more"; five need no such thing.
        return items.Count <= OnAPhone + 1 ? items : [.. items.Select((i, at) => i with { IsMore = at >= OnAPhone })];
    }

    private IEnumerable<MenuItem> Items(Person person, int waiting, bool opensFiles)
    {
        yield return new("inbox", "/", "inbox", "/tasks", "/copies") { Count = waiting };
        if (processes.All.Any(p => p.MayBeStartedBy(person)))
            yield return new("new", "/new", "plus");
        yield return new("cases", "/cases", "folder");
        if (team.HasOne(person))
            yield return new("team", "/team", "clock");
        if (opensFiles)
            yield return new("customers", "/customers", "book");
        yield return new("registers", "/registers", "list", "/documents", "/overdue", "/calendar");
        yield return new("people", "/people", "person");
        yield return new("absences", "/absences", "days");
        if (Audience.OwnsProcesses(person))
        {
            yield return new("studio", "/studio", "flow");
            yield return new("operations", "/operations", "alert");
        }
        if (demo.IsOn)
            yield return new("mailbox", "/dev/mail", "mail");
    }
}

/// <summary>One entry of the menu. <paramref name="Text"/> is a key of the layout's texts.</summary>
public sealed record MenuItem(string Text, string Address, string Icon, params string[] Also)
{
    public bool IsActive { get; init; }
    public int Count { get; init; }

    /// <summary>On a phone it stands under "more".</summary>
    public bool IsMore { get; init; }

    internal bool Covers(string path) =>
        path == Address || Address != "/" && Under(path, Address) || Also.Any(a => path == a || Under(path, a));

    private static bool Under(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);
}
