using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Reads the log entries of an instance.</summary>
internal sealed class JournalReader(IElsaSession session)
{
    public async Task<List<JournalEntry>> OfAsync(string instanceId, CancellationToken stop)
    {
        var pages = await session
            .Db.Journal.AsNoTracking()
            .Where(p => p.InstanceId == instanceId && p.Count > 0)
            .OrderBy(p => p.Revision)
            .Select(p => p.Entries)
            .ToListAsync(stop);
        return [.. pages.SelectMany(Read).OrderBy(e => e.Sequence)];
    }

    private static List<JournalEntry> Read(byte[] page) =>
        JsonSerializer.Deserialize<List<JournalEntry>>(Packing.Unpack(page), ElsaJson.Plain) ?? [];
}
