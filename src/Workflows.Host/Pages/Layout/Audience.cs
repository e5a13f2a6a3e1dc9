using Workflows.Cases.People;

namespace Workflows.Host.Pages.Layout;

/// <summary>Whom parts of the pages are meant for, by role.</summary>
public static class Audience
{
    private static readonly string[] Customers = ["cs", "cs-manager", "info", "gm", "vp", "admin"];
    private static readonly string[] Owners = ["process-owner", "admin"];

    /// <summary>Customer files are open to those whose work they are [B7].</summary>
    public static bool SeesCustomers(Person person) => person.Roles.Exists(r => Customers.Contains(r.RoleKey));

    public static bool OwnsProcesses(Person person) => person.Roles.Exists(r => Owners.Contains(r.RoleKey));
}
