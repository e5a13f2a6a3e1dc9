using Workflows.Cases.People;
using Workflows.Cases.Processes;

namespace Workflows.Cases.Registers;

/// <summary>Who keeps a process's register: the roles its pack names see every case of it.</summary>
public sealed class RegisterAccess(ProcessCatalog processes, Access access)
{
    public bool Reads(Person person, string process) =>
        access.Oversees(person)
        || processes.Find(process) is { } pack && person.Roles.Exists(r => pack.Register.Readers.Contains(r.RoleKey));
}
