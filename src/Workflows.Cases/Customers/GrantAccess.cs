using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Customers;

/// <summary>Opens customer files to a case's applicant for the period that was approved [B7]. Nothing has to end it: from the
/// day after its last one it counts no more.</summary>
public sealed class GrantAccess(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    CaseNumbers numbers,
    TimelineWriter timeline
)
{
    private static readonly char[] Between = [',', '，', '、', ';', '；', ' ', '\n'];

    /// <summary>Reads <c>numbers</c>, <c>from</c> and <c>until</c> of the case's data. A number that no customer has is passed
    /// over.</summary>
    /// <returns>The numbers of the files that are open now.</returns>
    /// <exception cref="RefusedException">Invalid when the case names no period.</exception>
    public Task<IReadOnlyList<string>> ForCaseAsync(Guid caseId, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => GrantAsync(caseId, actor, token), stop);

    /// <summary>The numbers in what somebody typed, each once.</summary>
    public static IReadOnlyList<string> NumbersIn(string typed) =>
        [
            .. typed
                .Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>The numbers as typed and in capitals, as most are.</summary>
    internal static IReadOnlyList<string> Spellings(IReadOnlyList<string> numbers) =>
        [.. numbers.Concat(numbers.Select(n => n.ToUpperInvariant())).Distinct()];

    private async Task<IReadOnlyList<string>> GrantAsync(Guid caseId, Actor actor, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(caseId, stop);
        await numbers.AssignAsync(one, processes.Get(one.ProcessKey), stop);
        var data = CaseData.Read(one);
        var (from, until) = (Day(data["from"]?.ToString()), Day(data["until"]?.ToString()));
        var named = Spellings(NumbersIn(data["numbers"]?.ToString() ?? ""));
        var files = await db
            .Customers.Where(c => named.Contains(c.Number))
            .OrderBy(c => c.Number)
            .Select(c => new { c.Id, c.Number })
            .ToListAsync(stop);
        db.CustomerGrants.AddRange(
            files.Select(f => new CustomerGrant
            {
                CustomerId = f.Id,
                PersonId = one.ApplicantId,
                From = from,
                Until = until,
                CaseId = one.Id,
                CaseNumber = one.Number,
            })
        );
        var open = files.ConvertAll(f => f.Number);
        timeline.Write(
            one,
            new Happening("customer.granted", actor)
            {
                Details = new
                {
                    customer = open,
                    from,
                    until,
                },
            }
        );
        return open;
    }

    private static DateOnly Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RefusedException("customer.noPeriod");
}
