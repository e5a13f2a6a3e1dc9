using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Customers;

/// <summary>Carries an approved correction into the customer file [C]: old and new values stay in the file's history with the
/// case's number. A file that does not say what the draft says it does is left alone, and the conflict told.</summary>
public sealed class ApplyCorrection(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    CaseNumbers numbers,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    /// <summary>Reads <c>customerId</c> and <c>changes</c> of the case's data. On a conflict nothing is written but the case's
    /// field <c>conflicts</c>.</summary>
    /// <param name="overwrite">Somebody was shown the conflicts and decided to overwrite. A value that has changed once more
    /// since then is a conflict again.</param>
    /// <exception cref="RefusedException">The case names no customer or field that there is.</exception>
    public Task<CorrectionResult> RunAsync(Guid caseId, bool overwrite, Actor actor, CancellationToken stop) =>
        unit.RunAsync(token => ApplyAsync(caseId, overwrite, actor, token), stop);

    private async Task<CorrectionResult> ApplyAsync(Guid caseId, bool overwrite, Actor actor, CancellationToken stop)
    {
        var one = await db.LockCaseAsync(caseId, stop);
        var data = CaseData.Read(one);
        var file = await LockFileAsync(data["customerId"]?.ToString() ?? "", stop);
        var wanted = Wanted(data);
        var shown = overwrite ? Shown(data) : [];
        var conflicts = wanted
            .Select(w => new FieldConflict(w.Field.Name, w.Wrong, w.Field.Get(file), w.Right))
            .Where(c => c.Now != shown.GetValueOrDefault(c.Field, c.Wrong))
            .ToList();
        if (conflicts.Count > 0)
            return Report(one, file, conflicts, actor);
        await numbers.AssignAsync(one, processes.Get(one.ProcessKey), stop);
        var changes = await WriteAsync(one, file, wanted, actor, stop);
        return new CorrectionResult([], changes);
    }

    private async Task<CustomerFile> LockFileAsync(string numberOrId, CancellationToken stop)
    {
        var id = await CustomerLookup.Named(db.Customers, numberOrId).Select(c => c.Id).FirstOrDefaultAsync(stop);
        var rows = db.Database.IsNpgsql()
            ? await db
                .Customers.FromSql($"""SELECT * FROM "Customers" WHERE "Id" = {id} FOR UPDATE""")
                .ToListAsync(stop)
            : await db.Customers.Where(c => c.Id == id).ToListAsync(stop);
        return rows.SingleOrDefault() ?? throw CustomerLookup.Unknown(numberOrId);
    }

    private static List<(CustomerField Field, string Wrong, string Right)> Wanted(JsonObject data) =>
        (data["changes"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(change =>
            {
                var name = change["field"]?.ToString() ?? "";
                var field =
                    CustomerFields.All.FirstOrDefault(f => f.Name == name)
                    ?? throw new RefusedException("customer.unknownField", name);
                return (field, Text(change, "wrong"), Text(change, "right"));
            })
            .ToList();

    // What the file said when somebody decided to overwrite it.
    private static Dictionary<string, string> Shown(JsonObject data) =>
        (data["conflicts"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .GroupBy(c => Text(c, "field"))
            .ToDictionary(g => g.Key, g => Text(g.Last(), "now"));

    private static string Text(JsonObject json, string name) => json[name]?.ToString().Trim() ?? "";

    private CorrectionResult Report(Case one, CustomerFile file, List<FieldConflict> conflicts, Actor actor)
    {
        var found = JsonSerializer.SerializeToNode(conflicts, StoredJson.Options);
        CaseData.Merge(one, new JsonObject { ["conflicts"] = found });
        timeline.Write(
            one,
            new Happening("correction.conflict", actor) { Details = new { customer = file.Number, conflicts } }
        );
        return new CorrectionResult(conflicts, []);
    }

    private async Task<List<CustomerChange>> WriteAsync(
        Case one,
        CustomerFile file,
        List<(CustomerField Field, string Wrong, string Right)> wanted,
        Actor actor,
        CancellationToken stop
    )
    {
        var person = actor.PersonId == Guid.Empty ? await LastApproverAsync(one, stop) : actor.PersonId;
        var changes = new List<CustomerChange>();
        foreach (var (field, _, right) in wanted.Where(w => w.Field.Get(file) != w.Right))
        {
            changes.Add(
                new CustomerChange
                {
                    CustomerId = file.Id,
                    Field = field.Name,
                    OldValue = field.Get(file),
                    NewValue = right,
                    CaseId = one.Id,
                    CaseNumber = one.Number,
                    PersonId = person,
                    At = clock.GetUtcNow(),
                }
            );
            field.Set(file, right);
        }
        file.Revision++;
        db.CustomerChanges.AddRange(changes);
        var written = changes.Select(c => new
        {
            c.Field,
            c.OldValue,
            c.NewValue,
        });
        timeline.Write(
            one,
            new Happening("correction.applied", actor) { Details = new { customer = file.Number, changes = written } }
        );
        return changes;
    }

    // The flow itself applies the correction; the history names the person on whose approval it did.
    private async Task<Guid> LastApproverAsync(Case one, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        return await db
                .Tasks.Where(t => t.CaseId == one.Id && t.DecidedById != null)
                .OrderByDescending(t => t.EndedAt)
                .Select(t => t.DecidedById)
                .FirstOrDefaultAsync(stop)
            ?? one.ApplicantId;
    }
}

/// <summary>What came of a correction: conflicts and no change, or changes and no conflict.</summary>
public sealed record CorrectionResult(IReadOnlyList<FieldConflict> Conflicts, IReadOnlyList<CustomerChange> Changes);

/// <summary>The file does not say what the draft says it does.</summary>
/// <param name="Wrong">What the draft took for the file's value.</param>
/// <param name="Now">What the file says.</param>
/// <param name="Right">What it was to be corrected to.</param>
public sealed record FieldConflict(string Field, string Wrong, string Now, string Right);
