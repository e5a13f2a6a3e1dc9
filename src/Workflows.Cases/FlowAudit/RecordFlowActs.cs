using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Storage;

namespace Workflows.Cases.FlowAudit;

/// <summary>Writes down what a process owner did in Studio or over its API.</summary>
public sealed class RecordFlowActs(UnitOfWork unit, CasesDb db, TimeProvider clock)
{
    /// <summary>The act of which Studio makes a new one at each stroke.</summary>
    public const string Saved = "saved";

    /// <summary>The ids of what was written, by which it can be withdrawn.</summary>
    public Task<IReadOnlyList<Guid>> AddAsync(IReadOnlyList<FlowActNote> notes, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => WriteAsync(notes, actor, token), stop);

    /// <summary>Takes back what was written of an act that then was not done; how many that were.</summary>
    public Task<int> WithdrawAsync(IReadOnlyList<Guid> acts, CancellationToken stop) =>
        unit.RunAsync(token => db.FlowActs.Where(act => acts.Contains(act.Id)).ExecuteDeleteAsync(token), stop);

    private async Task<IReadOnlyList<Guid>> WriteAsync(
        IReadOnlyList<FlowActNote> notes,
        Actor actor,
        CancellationToken stop
    )
    {
        var written = new List<Guid>();
        foreach (var note in notes)
        {
            if (await AddToSeriesAsync(note, actor, stop))
                continue;
            var act = new FlowAct
            {
                PersonId = actor.PersonId,
                Act = note.Act,
                Subject = note.Subject,
                Name = note.Name,
                Version = note.Version,
                At = clock.GetUtcNow(),
                RemoteAddress = actor.RemoteAddress,
            };
            db.FlowActs.Add(act);
            written.Add(act.Id);
        }
        return written;
    }

    private async Task<bool> AddToSeriesAsync(FlowActNote note, Actor actor, CancellationToken stop)
    {
        if (note.Act != Saved)
            return false;
        var last = await db
            .FlowActs.Where(a => a.Subject == note.Subject)
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .FirstOrDefaultAsync(stop);
        if (last is not { Act: Saved } || last.PersonId != actor.PersonId || last.Version != note.Version)
            return false;
        last.At = clock.GetUtcNow();
        last.Name = note.Name;
        last.RemoteAddress = actor.RemoteAddress;
        last.Times++;
        return true;
    }
}

/// <summary>What was done, to what, and the version that came of it.</summary>
public sealed record FlowActNote(string Act, string Subject, string Name = "", int? Version = null);
