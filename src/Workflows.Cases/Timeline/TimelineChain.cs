using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Timeline;

/// <summary>Proves that nothing was taken out of a case's timeline, put in or changed (design rule 4).</summary>
public sealed class TimelineChain(CasesDb db)
{
    /// <returns>The sequence number of the first entry that does not fit; null when the whole chain holds up to the head that
    /// the case's row keeps.</returns>
    public async Task<int?> FirstBreakAsync(Guid caseId, CancellationToken stop)
    {
        var one = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId, stop);
        var previous = Array.Empty<byte>();
        var sequence = 0;
        var entries = db.Timeline.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Sequence);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(stop))
        {
            sequence++;
            if (
                entry.Sequence != sequence
                || !entry.PreviousHash.SequenceEqual(previous)
                || !entry.Hash.SequenceEqual(TimelineHash.Of(entry))
            )
                return sequence;
            previous = entry.Hash;
        }
        return sequence == one.TimelineLength && previous.SequenceEqual(one.TimelineHead) ? null : sequence + 1;
    }
}
