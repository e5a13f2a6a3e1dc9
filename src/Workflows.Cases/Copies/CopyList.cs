using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Copies;

/// <summary>What somebody was sent to read (抄送给我), the newest first.</summary>
public sealed class CopyList(CasesDb db, RowBuilder rows)
{
    public async Task<PageOf<CopyRow>> ForAsync(Person person, bool unreadOnly, Paging paging, CancellationToken stop)
    {
        var copies = Of(person, unreadOnly);
        var found = await (
            from copy in copies
            join one in db.Cases on copy.CaseId equals one.Id
            orderby copy.SentAt descending, copy.CaseId
            select new
            {
                one.Number,
                one.ProcessKey,
                one.Summary,
                one.Status,
                copy.SentById,
                copy.SentAt,
                copy.Note,
                copy.ReadAt,
            }
        )
            .Skip(paging.Skip)
            .Take(paging.Size)
            .ToListAsync(stop);
        var items = found.ConvertAll(c => new CopyRow(
            c.Number,
            c.ProcessKey,
            c.Summary,
            c.Status,
            rows.NameOf(c.SentById) ?? "",
            c.SentAt,
            c.Note,
            c.ReadAt
        ));
        return new PageOf<CopyRow>(items, await copies.CountAsync(stop), paging);
    }

    /// <summary>How many the person has not looked at yet.</summary>
    public Task<int> CountUnreadAsync(Person person, CancellationToken stop) => Of(person, true).CountAsync(stop);

    private IQueryable<CaseCopy> Of(Person person, bool unreadOnly) =>
        db.Copies.AsNoTracking().Where(c => c.PersonId == person.Id && (!unreadOnly || c.ReadAt == null));
}

/// <summary>A case that was sent to somebody to read.</summary>
public sealed record CopyRow(
    string Number,
    string ProcessKey,
    string Summary,
    CaseStatus Status,
    string SenderName,
    DateTimeOffset SentAt,
    string? Note,
    DateTimeOffset? ReadAt
);

/// <summary>To whom a case was sent, and whether they looked.</summary>
public sealed record CopyReader(string Name, string SenderName, DateTimeOffset SentAt, DateTimeOffset? ReadAt);
