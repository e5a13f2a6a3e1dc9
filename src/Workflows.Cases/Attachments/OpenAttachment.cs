using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Forms;
using Workflows.Cases.Links;
using Workflows.Cases.People;
using Workflows.Cases.Registers;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Attachments;

/// <summary>Opens a file for somebody who may see its case, or uploaded it.</summary>
public sealed class OpenAttachment(CasesDb db, Access access, LinkedCases linked, AttachmentFolder folder)
{
    /// <exception cref="RefusedException">NotFound: there is none, or it is not for this person.</exception>
    public async Task<(Attachment File, string Path)> FindAsync(Guid id, Person person, CancellationToken stop)
    {
        var file = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop);
        if (file is null || !await MayOpenAsync(file, person, stop))
            throw new RefusedException("attachment.unknown") { Kind = RefusalKind.NotFound };
        return (file, folder.PathOf(id));
    }

    private async Task<bool> MayOpenAsync(Attachment file, Person person, CancellationToken stop)
    {
        if (file.CaseId is not { } caseId)
            return file.UploadedById == person.Id;
        var one = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId, stop);
        var tasks = await db
            .Tasks.AsNoTracking()
            .Include(t => t.Candidates)
            .Where(t => t.CaseId == caseId)
            .ToListAsync(stop);
        return access.MaySee(person, one, tasks)
            || await linked.MaySeeThroughAsync(person, caseId, stop)
            || await db.RegisterEntries.AnyAsync(
                e =>
                    e.CaseId == caseId
                    && e.DepartmentKey == person.DepartmentKey
                    && e.Data.Contains(file.Id.ToString()),
                stop
            );
    }
}

/// <summary>Files as options of a form (hint <c>x-options: attachments</c>): by id, shown by name.</summary>
internal sealed class AttachmentOptions(CasesDb db) : IOptionSource
{
    public string Name => "attachments";

    public Task<IReadOnlyList<FieldOption>> ListAsync(string? search, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<FieldOption>>([]);

    public async Task<IReadOnlyList<FieldOption>> FindAsync(IReadOnlyCollection<string> values, CancellationToken stop)
    {
        var ids = values.Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).ToList();
        var files = await db
            .Attachments.AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.FileName })
            .ToListAsync(stop);
        return [.. files.Select(f => new FieldOption(f.Id.ToString(), LocalText.Same(f.FileName)))];
    }
}
