using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Cases.Registers;

/// <summary>A process's register (登记簿), newest first: counted, filtered and cut by the database. Whoever does not keep it sees
/// the cases they may see anyway.</summary>
public sealed class RegisterList(
    CasesDb db,
    RegisterAccess access,
    RegisterOrder order,
    RowBuilder names,
    CompanyTime time
)
{
    public async Task<PageOf<RegisterLine>> PageAsync(
        string process,
        Person person,
        RegisterFilter filter,
        Paging paging,
        CancellationToken stop
    )
    {
        var rows = Rows(process, person, filter);
        var ordered = await order.OfAsync(rows, process, filter.Sort, stop);
        var page = await ordered.Skip(paging.Skip).Take(paging.Size + 1).Select(r => r.CaseId).ToListAsync(stop);
        // Where the page is the last one its rows tell how many there are: a search for what is rare goes through the
        // register once, not twice.
        var isLast = page.Count <= paging.Size && (page.Count > 0 || paging.Skip == 0);
        var total = isLast ? paging.Skip + page.Count : await rows.CountAsync(stop);
        page = page[..Math.Min(page.Count, paging.Size)];
        return new PageOf<RegisterLine>(await ReadAsync(page, stop), total, paging);
    }

    /// <summary>All lines, read piece by piece: for an export.</summary>
    public async IAsyncEnumerable<RegisterLine> AllAsync(
        string process,
        Person person,
        RegisterFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        const int piece = 500;
        var rows = Rows(process, person, filter);
        var ordered = await order.OfAsync(rows, process, filter.Sort, stop);
        var all = await ordered.Select(r => r.CaseId).ToListAsync(stop);
        foreach (var some in all.Chunk(piece))
        foreach (var line in await ReadAsync([.. some], stop))
            yield return line;
    }

    internal IQueryable<RegisterRow> Rows(string process, Person person, RegisterFilter filter)
    {
        var rows = filter.Apply(db.RegisterRows.AsNoTracking().Where(r => r.ProcessKey == process), time);
        if (access.Reads(person, process))
            return rows;
        var mine = Mine(person);
        return rows.Where(r => mine.Contains(r.CaseId));
    }

    // The same rule as Access.MaySee, beginning with the person: few cases are theirs.
    private IQueryable<Guid> Mine(Person person)
    {
        var me = person.Id;
        var key = me.ToString();
        var roles = person.Roles.ConvertAll(r => r.RoleKey);
        var department = person.DepartmentKey;
        // One query for each index that finds them.
        var applied = db.Cases.Where(c => c.ApplicantId == me).Select(c => c.Id);
        var has = db.Tasks.Where(t => t.AssigneeId == me).Select(t => t.CaseId);
        var done = db.Tasks.Where(t => t.DecidedById == me).Select(t => t.CaseId);
        var asPerson = Named(c => c.Kind == CandidateKind.Person && c.Key == key);
        var byRole = Named(c => c.Kind == CandidateKind.Role && roles.Contains(c.Key));
        var byDepartment = Named(c => c.Kind == CandidateKind.Department && c.Key == department);
        return applied.Union(has).Union(done).Union(asPerson).Union(byRole).Union(byDepartment);
    }

    private IQueryable<Guid> Named(System.Linq.Expressions.Expression<Func<TaskCandidate, bool>> who) =>
        from candidate in db.TaskCandidates.Where(who)
        join task in db.Tasks on candidate.TaskId equals task.Id
        select task.CaseId;

    private async Task<List<RegisterLine>> ReadAsync(List<Guid> ids, CancellationToken stop)
    {
        var found = await (
            from one in db.Cases.AsNoTracking()
            join row in db.RegisterRows on one.Id equals row.CaseId
            where ids.Contains(one.Id)
            select new
            {
                one.Id,
                one.Number,
                one.Summary,
                one.Status,
                one.ApplicantId,
                one.OpenedAt,
                one.ClosedAt,
                one.Data,
                row.Due,
                row.OnTime,
            }
        ).ToDictionaryAsync(c => c.Id, stop);
        return
        [
            .. ids.Where(found.ContainsKey)
                .Select(id => found[id])
                .Select(c => new RegisterLine(
                    c.Number,
                    c.Summary,
                    c.Status,
                    names.NameOf(c.ApplicantId) ?? "",
                    c.OpenedAt,
                    c.ClosedAt,
                    c.Due,
                    c.OnTime,
                    JsonNode.Parse(c.Data)!.AsObject()
                )),
        ];
    }
}

/// <summary>A case as a line of its process's register.</summary>
public sealed record RegisterLine(
    string Number,
    string Summary,
    CaseStatus Status,
    string ApplicantName,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? Due,
    bool? OnTime,
    JsonObject Data
);
