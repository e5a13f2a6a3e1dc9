using System.Text.Json.Nodes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Cases;

/// <summary>Writes into a case's data what the flow found out, within the unit that moves the flow.</summary>
public sealed class SetCaseData(UnitOfWork unit, CasesDb db, TimelineWriter timeline)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <param name="fields">Laid over the data; null takes a field away. What is there already leaves no trace.</param>
    public Task RunAsync(Guid caseId, JsonObject fields, CancellationToken stop) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                var changed = CaseData.Merge(one, fields);
                if (changed.Count > 0)
                    timeline.Write(one, new Happening("case.noted", Flow) { Details = new { changed } });
            },
            stop
        );
}
