using Workflows.Cases.People;

namespace Workflows.Host.Pages.Layout;

/// <summary>Whom parts of the pages are meant for, by role.</summary>
public static class Audience
{
    private static readonly string[] Owners = ["process-owner", "admin"];

    public static bool OwnsProcesses(Person person) => person.Roles.Exists(r => Owners.Contains(r.RoleKey));
}
