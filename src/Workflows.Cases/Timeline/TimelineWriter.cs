using System.Text.Json;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Timeline;

/// <summary>Appends to a case's timeline and moves the chain's head on the case's row along (design rule 4).</summary>
public sealed class TimelineWriter(
    CasesDb db,
    UnitOfWork unit,
    PeopleDirectory directory,
    Registers.RegisterWriter registers,
    Wakeups wakeups,
    TimeProvider clock
)
{
    /// <summary>Adds an entry to the running unit; the case's row changes with it. The flow itself is an actor without a person.</summary>
    public void Write(Case one, Happening what)
    {
        var entry = Unsigned(one, what);
        entry.Hash = TimelineHash.Of(entry);
        db.Timeline.Add(entry);
        one.TimelineLength = entry.Sequence;
        one.TimelineHead = entry.Hash;
        one.Revision++;
        registers.Note(one);
        var id = one.Id;
        unit.AfterCommit(() => wakeups.CaseChanged(id));
    }

    private TimelineEntry Unsigned(Case one, Happening what) =>
        new()
        {
            CaseId = one.Id,
            Sequence = one.TimelineLength + 1,
            // Microseconds are what every database keeps of a time.
            At = Microseconds(clock.GetUtcNow()),
            Kind = what.Kind,
            PersonId = what.Actor.PersonId == Guid.Empty ? null : what.Actor.PersonId,
            PersonName = directory.Current.Find(what.Actor.PersonId)?.Name,
            OnBehalfOfId = what.OnBehalfOfId,
            Channel = what.Actor.Channel,
            RemoteAddress = what.Actor.RemoteAddress,
            TaskId = what.Task?.Id,
            Step = what.Task?.Step ?? what.Step,
            Outcome = what.Outcome,
            Comment = what.Comment,
            Details = what.Details is null ? "{}" : JsonSerializer.Serialize(what.Details, StoredJson.Options),
            FormVersion = what.Task?.FormVersion,
            FlowVersion = one.FlowVersion,
            PreviousHash = one.TimelineHead,
        };

    private static DateTimeOffset Microseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % 10));
}
