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
    public async Task<IReadOnlyList<MenuItem>> ItemsAsync(CancellationToken stop)
    {
        if (current.Find() is not { } person)
            return [];
        var path = accessor.HttpContext?.Request.Path.Value ?? "/";
        var waiting = await tasks.CountAsync(person, stop);
        var opensFiles = files.ReadsAll(person) || await customers.HasAnyAsync(person, stop);
        return [.. Items(person, waiting, opensFiles).Select(i => i with { IsActive = i.Covers(path) })];
    }

    private IEnumerable<MenuItem> Items(Person person, int waiting, bool opensFiles)
    {
        yield return new("inbox", "/", "inbox", "/tasks", "/copies") { Count = waiting };
        if (processes.All.Any(p => p.MayBeStartedBy(person)))
            yield return new("new", "/new", "plus");
        yield return new("cases", "/cases", "folder");
        yield return new("registers", "/registers", "list", "/documents", "/overdue", "/calendar");
        if (opensFiles)
            yield return new("customers", "/customers", "book");
        if (team.HasOne(person))
            yield return new("team", "/team", "clock");
        yield return new("people", "/people", "person");
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

    internal bool Covers(string path) =>
        path == Address || Address != "/" && Under(path, Address) || Also.Any(a => path == a || Under(path, a));

    private static bool Under(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);
}
