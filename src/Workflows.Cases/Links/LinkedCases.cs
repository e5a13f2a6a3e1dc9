using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Links;

/// <summary>Reads what belongs to a case.</summary>
public sealed class LinkedCases(CasesDb db, ProcessCatalog processes, Access access)
{
    /// <summary>The cases linked with one, the earlier ones first.</summary>
    public async Task<IReadOnlyList<LinkedCase>> OfAsync(Case one, CancellationToken stop)
    {
        var caseId = one.Id;
        var found = await (
            from link in db.CaseLinks.AsNoTracking()
            join other in db.Cases on link.FromId == caseId ? link.ToId : link.FromId equals other.Id
            where link.FromId == caseId || link.ToId == caseId
            orderby link.At
            select new { Other = other, CameOfThis = link.FromId == caseId }
        ).ToListAsync(stop);
        return
        [
            .. found
                .DistinctBy(l => l.Other.Number)
                .Select(l => new LinkedCase(
                    l.Other.Number,
                    processes.Find(l.Other.ProcessKey)?.Name ?? LocalText.Same(l.Other.ProcessKey),
                    l.Other.Summary,
                    l.Other.Status,
                    l.CameOfThis
                )
                {
                    Note = NoteOf(one, l.Other) ?? NoteOf(l.Other, one),
                }),
        ];
    }

    // What the pack of the one has to say while the other runs.
    private LocalText? NoteOf(Case one, Case running) =>
        running.Status == CaseStatus.Running && processes.Find(one.ProcessKey) is { } pack
            ? pack
                .LinkNotes.FirstOrDefault(n =>
                    n.Processes.Contains(running.ProcessKey) && n.When.Holds(CaseData.Read(one))
                )
                ?.Text
            : null;

    /// <summary>Whether the person sees a case that is linked with this one, and therefore this one too: linked forms go up
    /// together [A25-5].</summary>
    public async Task<bool> MaySeeThroughAsync(Person person, Guid caseId, CancellationToken stop)
    {
        var others = await db
            .CaseLinks.Where(l => l.FromId == caseId || l.ToId == caseId)
            .Select(l => l.FromId == caseId ? l.ToId : l.FromId)
            .ToListAsync(stop);
        foreach (var one in await db.Cases.AsNoTracking().Where(c => others.Contains(c.Id)).ToListAsync(stop))
            if (access.MaySee(person, one, await TasksOfAsync(one.Id, stop)))
                return true;
        return false;
    }

    private Task<List<CaseTask>> TasksOfAsync(Guid caseId, CancellationToken stop) =>
        db.Tasks.AsNoTracking().Include(t => t.Candidates).Where(t => t.CaseId == caseId).ToListAsync(stop);
}

/// <summary>A case linked with the one that is looked at.</summary>
/// <param name="CameOfThis">False for the one that this came of.</param>
public sealed record LinkedCase(string Number, LocalText Process, string Summary, CaseStatus Status, bool CameOfThis)
{
    /// <summary>What whoever works on either of the two should know of it, as the packs say.</summary>
    public LocalText? Note { get; init; }
}
