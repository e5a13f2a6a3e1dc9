using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Copies;

/// <summary>Sends a case to people to read (抄送). They need not do anything; from then on they see the case.</summary>
public sealed class CopyCase(
    UnitOfWork unit,
    CasesDb db,
    CaseParts parts,
    Access access,
    PeopleDirectory directory,
    OutboxWriter outbox,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    private const int Most = 50;

    /// <param name="to">Sign-in names.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden to who has no part in the case; Invalid at <c>/to</c>; Conflict
    /// once it is archived.</exception>
    public Task RunAsync(string number, IReadOnlyList<string> to, string? note, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => SendAsync(number, to, note, actor, token), stop);

    private async Task SendAsync(
        string number,
        IReadOnlyList<string> to,
        string? note,
        Actor actor,
        CancellationToken stop
    )
    {
        var (one, tasks, person) = await parts.LockAsync(number, actor, stop);
        if (!access.MayCopy(person, one, tasks))
            throw new RefusedException("case.notYours") { Kind = RefusalKind.Forbidden };
        if (one.ArchivedAt is not null)
            throw new RefusedException("case.archived", one.Number) { Kind = RefusalKind.Conflict };
        var readers = Readers(to, person);
        foreach (var reader in readers)
        {
            await SendAsync(one, reader, person.Id, note, stop);
            outbox.Add("copy", one.Id, null, reader, new { from = person.Name, words = note });
        }
        Note(one, actor, readers, note);
    }

    /// <summary>Sends it as a step of the flow, within the unit that moves it. Who approves or applies is sent it as anybody.</summary>
    public async Task ByFlowAsync(Guid caseId, IReadOnlyList<Person> readers, string? note, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(caseId, stop);
        if (readers.Count == 0)
            return;
        foreach (var reader in readers)
        {
            await SendAsync(one, reader, Guid.Empty, note, stop);
            outbox.Add("copy", one.Id, null, reader, new { words = note });
        }
        Note(one, new Actor(Guid.Empty, Channel.Flow), readers, note);
    }

    private void Note(Case one, Actor actor, IEnumerable<Person> readers, string? note) =>
        timeline.Write(
            one,
            new Happening("case.copied", actor)
            {
                Comment = note,
                Details = new { to = readers.Select(p => p.Name).ToList() },
            }
        );

    private List<Person> Readers(IReadOnlyList<string> to, Person sender)
    {
        var readers = PeopleNamed.Find(to, "/to", directory.Current);
        if (readers.Count > Most)
            throw PeopleNamed.Wrong("/to", "field.tooManyItems", Most);
        return readers.Exists(p => p.Id == sender.Id) ? throw PeopleNamed.Wrong("/to", "field.notYourself") : readers;
    }

    private async Task SendAsync(Case one, Person reader, Guid sender, string? note, CancellationToken stop)
    {
        var copy = await db.Copies.FindAsync([one.Id, reader.Id], stop);
        if (copy is null)
        {
            db.Copies.Add(
                new CaseCopy
                {
                    CaseId = one.Id,
                    PersonId = reader.Id,
                    SentById = sender,
                    SentAt = clock.GetUtcNow(),
                    Note = note,
                }
            );
            return;
        }
        (copy.SentById, copy.SentAt, copy.Note, copy.ReadAt) = (sender, clock.GetUtcNow(), note, null);
    }
}

/// <summary>Notes that somebody has looked at what they were sent. No entry in the timeline: reading also goes on when the
/// case is archived.</summary>
public sealed class ReadCopy(UnitOfWork unit, CasesDb db, TimeProvider clock)
{
    /// <summary>Does nothing for who was not sent the case, or has read it already.</summary>
    public async Task RunAsync(Guid caseId, Guid personId, CancellationToken stop)
    {
        var unread = db.Copies.Where(c => c.CaseId == caseId && c.PersonId == personId && c.ReadAt == null);
        // Most who look at a case were sent none: then no write transaction is begun.
        if (!await unread.AnyAsync(stop))
            return;
        var now = clock.GetUtcNow();
        await unit.RunAsync(
            token => unread.ExecuteUpdateAsync(set => set.SetProperty(c => c.ReadAt, now), token),
            stop
        );
    }
}
