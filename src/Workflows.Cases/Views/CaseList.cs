using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Views;

/// <summary>Lists of cases, newest first.</summary>
public sealed class CaseList(CasesDb db, Access access, Rights rights, RowBuilder rows)
{
    /// <summary>The cases that the person opened.</summary>
    public Task<PageOf<CaseRow>> AppliedByAsync(
        Person person,
        CaseFilter filter,
        Paging paging,
        CancellationToken stop
    ) => ReadAsync(db.Cases.Where(c => c.ApplicantId == person.Id), filter, paging, stop);

    /// <summary>Every case that the person may see.</summary>
    public Task<PageOf<CaseRow>> VisibleToAsync(
        Person person,
        CaseFilter filter,
        Paging paging,
        CancellationToken stop
    ) => ReadAsync(db.Cases.Where(MaySee(person)), filter, paging, stop);

    /// <summary>Those of the cases that the person may see.</summary>
    public Task<HashSet<Guid>> VisibleAmongAsync(Person person, IReadOnlyList<Guid> cases, CancellationToken stop) =>
        db.Cases.Where(c => cases.Contains(c.Id)).Where(MaySee(person)).Select(c => c.Id).ToHashSetAsync(stop);

    // The same rule as Access.MaySee, as the database can check it.
    private Expression<Func<Case, bool>> MaySee(Person person)
    {
        if (access.Oversees(person))
            return c => true;
        var me = person.Id;
        var key = me.ToString();
        var roles = person.Roles.ConvertAll(r => r.RoleKey);
        var department = person.DepartmentKey;
        // What the person has to do now as a deputy; most people act for nobody.
        var open = rights.ActsForSomebody(person) ? rights.TasksOf(person) : db.Tasks.Where(t => false);
        return c =>
            c.ApplicantId == me
            || c.Copies.Any(s => s.PersonId == me)
            || open.Any(t => t.CaseId == c.Id)
            || db.Tasks.Any(t =>
                t.CaseId == c.Id
                && (
                    t.DecidedById == me
                    || t.AssigneeId == me
                    || t.Candidates.Any(n =>
                        (n.Kind == CandidateKind.Person || n.Kind == CandidateKind.Former) && n.Key == key
                        || n.Kind == CandidateKind.Role && roles.Contains(n.Key)
                        || n.Kind == CandidateKind.Department && n.Key == department
                    )
                )
            );
    }

    private async Task<PageOf<CaseRow>> ReadAsync(
        IQueryable<Case> cases,
        CaseFilter filter,
        Paging paging,
        CancellationToken stop
    )
    {
        var wanted = filter.Apply(cases.AsNoTracking());
        var total = await wanted.CountAsync(stop);
        var found = await wanted
            .OrderByDescending(c => c.OpenedAt)
            .ThenByDescending(c => c.Id)
            .Skip(paging.Skip)
            .Take(paging.Size)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.ProcessKey,
                c.Summary,
                c.Status,
                c.ApplicantId,
                c.OpenedAt,
                c.ClosedAt,
                Open = db
                    .Tasks.Where(t => t.CaseId == c.Id && t.Status == Tasks.TaskStatus.Open)
                    .OrderBy(t => t.OpenedAt)
                    .Select(t => new { t.Title, t.Due })
                    .ToList(),
            })
            .ToListAsync(stop);
        var items = found.ConvertAll(c => new CaseRow(
            c.Id,
            c.Number,
            c.ProcessKey,
            c.Summary,
            c.Status,
            c.ApplicantId,
            rows.NameOf(c.ApplicantId) ?? "",
            c.OpenedAt,
            c.ClosedAt,
            c.Open.Exists(t => rows.IsOverdue(t.Due)),
            [.. c.Open.Select(t => t.Title).Distinct()]
        ));
        return new PageOf<CaseRow>(items, total, paging);
    }
}

/// <summary>What a list of cases is narrowed down to; what is null does not matter.</summary>
/// <param name="Text">Stands in the number or the summary.</param>
public sealed record CaseFilter(string? Text = null, CaseStatus? Status = null, string? ProcessKey = null)
{
    internal IQueryable<Case> Apply(IQueryable<Case> cases)
    {
        if (Status is { } status)
            cases = cases.Where(c => c.Status == status);
        if (!string.IsNullOrWhiteSpace(ProcessKey))
            cases = cases.Where(c => c.ProcessKey == ProcessKey);
        if (string.IsNullOrWhiteSpace(Text))
            return cases;
        var text = Text.Trim();
        var number = LikePattern.Containing(text.ToUpperInvariant());
        var words = LikePattern.Containing(text);
        return cases.Where(c =>
            EF.Functions.Like(c.Number, number, LikePattern.Escape)
            || EF.Functions.Like(c.Summary, words, LikePattern.Escape)
        );
    }
}
