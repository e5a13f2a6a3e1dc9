using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Registers;

/// <summary>The copies in a department's list. Its staff read them; who sees all cases reads all of them.</summary>
public sealed class DocumentList(UnitOfWork unit, CasesDb db, Access access, TimeProvider clock)
{
    /// <summary>The newest first.</summary>
    public async Task<PageOf<DocumentRow>> ForAsync(Person person, Paging paging, CancellationToken stop)
    {
        var mine = Mine(person);
        var rows = await Rows(mine).Skip(paging.Skip).Take(paging.Size).ToListAsync(stop);
        return new PageOf<DocumentRow>(rows, await mine.CountAsync(stop), paging);
    }

    /// <summary>The copies of one case.</summary>
    public Task<List<DocumentRow>> OfCaseAsync(Guid caseId, CancellationToken stop) =>
        Rows(db.RegisterEntries.AsNoTracking().Where(e => e.CaseId == caseId)).ToListAsync(stop);

    /// <summary>Opens one; the first of the department who does is noted.</summary>
    /// <exception cref="RefusedException">NotFound: there is none, or it is another department's.</exception>
    public async Task<DocumentDetails> OpenAsync(Guid id, Person person, CancellationToken stop)
    {
        var row =
            await Rows(Mine(person).Where(e => e.Id == id)).SingleOrDefaultAsync(stop)
            ?? throw new RefusedException("document.unknown") { Kind = RefusalKind.NotFound };
        if (row.ReadAt is null && row.DepartmentKey == person.DepartmentKey)
            await unit.RunAsync(token => NoteAsync(id, person, token), stop);
        var entry = await db.RegisterEntries.AsNoTracking().SingleAsync(e => e.Id == id, stop);
        return new DocumentDetails(row, entry.FormKey, JsonNode.Parse(entry.Data)!.AsObject(), entry.ReadAt);
    }

    private async Task NoteAsync(Guid id, Person person, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db
            .RegisterEntries.Where(e => e.Id == id && e.ReadAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.ReadAt, now).SetProperty(e => e.ReadById, person.Id),
                stop
            );
    }

    private IQueryable<RegisterEntry> Mine(Person person)
    {
        var all = db.RegisterEntries.AsNoTracking();
        return access.Oversees(person) ? all : all.Where(e => e.DepartmentKey == person.DepartmentKey);
    }

    private IQueryable<DocumentRow> Rows(IQueryable<RegisterEntry> entries) =>
        from entry in entries
        join one in db.Cases on entry.CaseId equals one.Id
        orderby entry.At descending, entry.Id descending
        select new DocumentRow(
            entry.Id,
            one.Number,
            entry.ProcessKey,
            one.Summary,
            LocalText.Read(entry.Title),
            entry.DepartmentKey,
            entry.At,
            entry.ReadAt
        );
}

/// <summary>A copy as a line of a list.</summary>
public sealed record DocumentRow(
    Guid Id,
    string Number,
    string ProcessKey,
    string Summary,
    LocalText Title,
    string DepartmentKey,
    DateTimeOffset At,
    DateTimeOffset? ReadAt
);

/// <summary>A copy with what it says.</summary>
public sealed record DocumentDetails(DocumentRow Row, string FormKey, JsonObject Data, DateTimeOffset? ReadAt);
