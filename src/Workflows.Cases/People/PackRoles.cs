using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.People;

/// <summary>The roles that packs and policy speak of, named in <c>organisation.json</c> of their folder: every company has them
/// from its first start on, whoever will hold them.</summary>
public sealed class PackRoles(UnitOfWork unit, CasesDb db)
{
    /// <summary>Adds those that are not known yet; a name that was changed since stays.</summary>
    /// <exception cref="PackException">Names every wrong place in the file; nothing was written.</exception>
    public Task LoadAsync(string folder, CancellationToken stop) =>
        unit.RunAsync(token => AddAsync(folder, token), stop);

    private async Task AddAsync(string folder, CancellationToken stop)
    {
        const string file = "organisation.json";
        if (!File.Exists(Path.Combine(folder, file)))
            return;
        var errors = new List<string>();
        var known = await db.Roles.Select(r => r.Key).ToHashSetAsync(stop);
        foreach (var json in PackJson.Open(Path.Combine(folder, file), file, errors)?.Items("roles") ?? [])
        {
            var role = new Role { Key = json.Text("key"), Name = json.Local("name") };
            if (known.Add(role.Key))
                db.Roles.Add(role);
        }
        if (errors.Count > 0)
            throw new PackException(errors);
    }
}
