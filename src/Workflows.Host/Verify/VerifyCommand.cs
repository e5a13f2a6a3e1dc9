using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Host.Verify;

/// <summary><c>Workflows.Host verify [number …]</c>: proves that the timelines of cases are as they were written, and names the
/// first entry that is not (design rule 4). Without numbers it looks at all cases.</summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    /// <returns>0 when every timeline holds, 2 when one does not, 1 for a number that no case has.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> numbers, TextWriter output)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
        var chain = scope.ServiceProvider.GetRequiredService<TimelineChain>();
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => numbers.Count == 0 || numbers.Contains(c.Number))
            .OrderBy(c => c.OpenedAt)
            .Select(c => new { c.Id, c.Number })
            .ToListAsync();
        var broken = 0;
        foreach (var one in cases)
            if (await chain.FirstBreakAsync(one.Id, default) is { } sequence)
            {
                broken++;
                await output.WriteLineAsync($"{one.Number}: {await NameAsync(db, one.Id, sequence)}");
            }
        foreach (var unknown in numbers.Except(cases.Select(c => c.Number)))
            await output.WriteLineAsync($"{unknown}: there is no such case");
        await output.WriteLineAsync($"{cases.Count} timelines looked at, {broken} tampered with.");
        return broken > 0 ? 2
            : cases.Count < numbers.Distinct().Count() ? 1
            : 0;
    }

    private static async Task<string> NameAsync(CasesDb db, Guid caseId, int sequence)
    {
        var entry = await db
            .Timeline.AsNoTracking()
            .FirstOrDefaultAsync(e => e.CaseId == caseId && e.Sequence == sequence);
        return entry is null
            ? $"entry {sequence} is missing"
            : $"entry {sequence} ({entry.Kind}, {entry.At:yyyy-MM-dd HH:mm:ss}Z) is not what was written";
    }
}
