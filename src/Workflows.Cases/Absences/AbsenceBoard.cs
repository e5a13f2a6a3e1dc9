using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Cases.Storage;
using Workflows.Cases.Views;

namespace Workflows.Cases.Absences;

/// <summary>Who is away when, and who stands in [E4]: everybody sees their own, managers that of their people, and whoever
/// keeps the register of a personal process, such as HR, that of everybody. Why somebody is away is told only to who may open
/// the case or keeps its register.</summary>
public sealed class AbsenceBoard(
    CasesDb db,
    PeopleDirectory directory,
    Team team,
    CaseList visible,
    RegisterAccess registers,
    ProcessCatalog processes,
    CompanyTime time
)
{
    /// <summary>What touches the days from <paramref name="first"/> to <paramref name="last"/>, by department, person and
    /// day.</summary>
    public async Task<AbsenceView> ReadAsync(Person reader, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var all = ReadsAll(reader);
        var seen = team.Of(reader).Select(p => p.Id).Append(reader.Id).ToList();
        var absences = await (
            from absence in db.Absences.AsNoTracking()
            join one in db.Cases on absence.CaseId equals one.Id
            where absence.From <= last && first <= absence.Until
            where all || seen.Contains(absence.PersonId)
            select new
            {
                Absence = absence,
                one.Number,
                one.ProcessKey,
            }
        ).ToListAsync(stop);
        var deputies = await DeputiesAsync(all ? null : seen, first, last, stop);
        var open = await visible.VisibleAmongAsync(reader, [.. absences.Select(a => a.Absence.CaseId)], stop);
        var times = absences
            .Select(a =>
            {
                var known = open.Contains(a.Absence.CaseId) || registers.Reads(reader, a.ProcessKey);
                return TimeOf(
                    a.Absence,
                    deputies,
                    known ? new AbsenceReason(a.Absence.Kind, a.Number, a.ProcessKey) : null
                );
            })
            .Concat(deputies.Where(d => !absences.Exists(a => Meets(a.Absence, d))).Select(RepresentedOnly))
            .OfType<AwayTime>()
            .OrderBy(t => t.Person.DepartmentKey, StringComparer.Ordinal)
            .ThenBy(t => t.Person.SignInName, StringComparer.Ordinal)
            .ThenBy(t => t.From);
        return new AbsenceView(all, seen.Count > 1, [.. times]);
    }

    private bool ReadsAll(Person reader) => processes.All.Any(p => p.IsPersonal && registers.Reads(reader, p.Key));

    // Who stands in for one process only does not stand in for somebody who is away.
    private async Task<List<StandIn>> DeputiesAsync(
        List<Guid>? of,
        DateOnly first,
        DateOnly last,
        CancellationToken stop
    )
    {
        var found = await db
            .Deputies.AsNoTracking()
            .Where(d => d.ProcessKey == null && d.From <= last && first <= d.Until)
            .Where(d => of == null || of.Contains(d.PersonId))
            .OrderBy(d => d.From)
            .ToListAsync(stop);
        return
        [
            .. found
                .Select(d => new StandIn(d.PersonId, d.DeputyId, d.From, LastDayOf(d)))
                .Where(d => first <= d.Until),
        ];
    }

    // One that was ended early held until the day before.
    private DateOnly LastDayOf(Deputy deputy) =>
        deputy.EndedAt is { } at && time.DayOf(at).AddDays(-1) is var ended && ended < deputy.Until
            ? ended
            : deputy.Until;

    private AwayTime? TimeOf(Absence absence, List<StandIn> deputies, AbsenceReason? reason) =>
        directory.Current.Find(absence.PersonId) is not { } person
            ? null
            : new AwayTime(
                person,
                absence.From,
                absence.Until,
                [
                    .. deputies
                        .Where(d => Meets(absence, d))
                        .Select(d => directory.Current.Find(d.DeputyId)?.Name)
                        .OfType<string>()
                        .Distinct(),
                ]
            )
            {
                Reason = reason,
                IsLeave = true,
            };

    private AwayTime? RepresentedOnly(StandIn deputy) =>
        directory.Current.Find(deputy.PersonId) is { } person && deputy.From <= deputy.Until
            ? new AwayTime(person, deputy.From, deputy.Until, [directory.Current.Find(deputy.DeputyId)?.Name ?? ""])
            : null;

    private static bool Meets(Absence absence, StandIn deputy) =>
        absence.PersonId == deputy.PersonId && absence.From <= deputy.Until && deputy.From <= absence.Until;

    private sealed record StandIn(Guid PersonId, Guid DeputyId, DateOnly From, DateOnly Until);
}

/// <summary>Who is away in a time.</summary>
/// <param name="Everybody">Whether the reader sees everybody; else their own and, if they have one, their team's.</param>
public sealed record AbsenceView(bool Everybody, bool HasTeam, IReadOnlyList<AwayTime> Times);

/// <summary>Somebody is away for a time, or is represented without being on leave.</summary>
/// <param name="Until">The last day.</param>
/// <param name="Deputies">Names of those who stand in.</param>
public sealed record AwayTime(Person Person, DateOnly From, DateOnly Until, IReadOnlyList<string> Deputies)
{
    /// <summary>An approved leave, not only a deputy for a time.</summary>
    public bool IsLeave { get; init; }

    /// <summary>Null for who may not know.</summary>
    public AbsenceReason? Reason { get; init; }

    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>Why somebody is away.</summary>
/// <param name="Kind">A value of the process's form, such as <c>sick</c>.</param>
public sealed record AbsenceReason(string Kind, string CaseNumber, string ProcessKey);
