using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Host.Engine;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Host.Pages.Flow;

/// <summary>Draws the definition that a case runs on, with the steps that wait and those that are done.</summary>
public sealed class FlowPictures(
    CasesDb db,
    FlowDrawing drawings,
    FlowWaits waits,
    ProcessCatalog processes,
    Times times,
    Texts texts
)
{
    private static readonly string[] OwnActs =
    [
        "Workflows.ApplyCorrection",
        "Workflows.GrantCustomerAccess",
        "Workflows.Archive",
        "Workflows.SendMail",
    ];

    /// <summary>Null when the definition has no picture.</summary>
    public async Task<DrawnFlow?> OfAsync(Guid caseId, CancellationToken stop)
    {
        var one = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == caseId, stop);
        if (one is null || await drawings.FindAsync(one.FlowDefinitionId, one.FlowVersion, stop) is not { } picture)
            return null;
        var tasks = await db
            .Tasks.Where(t => t.CaseId == caseId && t.Status != TaskStatus.Cancelled)
            .OrderBy(t => t.EndedAt)
            .Select(t => new { t.ActivityId, t.Status })
            .ToListAsync(stop);
        var current = tasks.Where(t => t.Status == TaskStatus.Open).Select(t => t.ActivityId).ToHashSet();
        var done = tasks.Select(t => t.ActivityId).ToHashSet();
        if (one.Status == CaseStatus.Refused && tasks.Count > 0)
            done.UnionWith(
                picture.Edges.Where(e => e.Source == tasks[^1].ActivityId && e.Port == "Rejected").Select(e => e.Target)
            );
        if (one.Status == CaseStatus.Completed)
            AddWhatFollowed(picture, done);
        var pack = processes.Find(one.ProcessKey);
        var waiting = await WaitingAsync(one, picture, current, stop);
        return FlowLayout.Draw(
            picture,
            node => TitleOf(node, pack),
            Named,
            id =>
                current.Contains(id) ? "current"
                : waiting.ContainsKey(id) ? "waiting"
                : done.Contains(id) ? "done"
                : IsStart(picture, id) ? "begun"
                : "plain"
        ) with
        {
            Waits =
            [
                .. picture
                    .Nodes.Where(n => waiting.ContainsKey(n.Id))
                    .Select(n =>
                        waiting[n.Id] is { } until
                            ? texts["flow.until", TitleOf(n, pack), times.At(until)]
                            : TitleOf(n, pack)
                    ),
            ],
        };
    }

    // Activities that wait for something else than a person, and until when where that is known.
    private async Task<Dictionary<string, DateTimeOffset?>> WaitingAsync(
        Case one,
        FlowPicture picture,
        HashSet<string> current,
        CancellationToken stop
    )
    {
        if (one.FlowInstanceId is not { } instance || one.Status != CaseStatus.Running)
            return [];
        var bookmarks = await waits.OfAsync(instance, stop);
        var timers = await db
            .Timers.AsNoTracking()
            .Where(t => t.CaseId == one.Id && t.State == TimerState.Pending && t.BookmarkId != null)
            .ToDictionaryAsync(t => t.BookmarkId!, t => t.DueAt, stop);
        return bookmarks
            .Where(b => !current.Contains(b.Value) && picture.Nodes.Any(n => n.Id == b.Value))
            .GroupBy(b => b.Value)
            .ToDictionary(
                g => g.Key,
                g => g.Select(b => timers.TryGetValue(b.Key, out var at) ? at : (DateTimeOffset?)null).Min()
            );
    }

    private static bool IsStart(FlowPicture picture, string id) =>
        picture.Nodes.Any(n => n.Id == id && n.Type == "Elsa.Start");

    // A case that ended well has passed the acts of the flow itself that follow the people's steps.
    private static void AddWhatFollowed(FlowPicture picture, HashSet<string> done)
    {
        var own = picture.Nodes.Where(n => OwnActs.Contains(n.Type)).Select(n => n.Id).ToHashSet();
        while (
            picture.Edges.FirstOrDefault(e =>
                e.Port is not ("Returned" or "Rejected")
                && done.Contains(e.Source)
                && own.Contains(e.Target)
                && !done.Contains(e.Target)
            )
                is { } way
        )
            done.Add(way.Target);
    }

    // What the author wrote is in one language; steps that the pack knows have titles in all.
    private string TitleOf(FlowNode node, ProcessPack? pack)
    {
        if (pack?.Step(Kebab(node.Id)) is { } step)
            return texts.Of(step.Title);
        var type = $"flow.{node.Type}";
        return Texts.Language != "zh-Hans" && texts.Has(type) ? texts[type] : node.Text;
    }

    private string Named(string port) =>
        texts.Has($"flow.port-{port}") ? texts[$"flow.port-{port}"] : texts.Outcome(port);

    private static string Kebab(string id)
    {
        var kebab = new StringBuilder();
        foreach (var letter in id)
            kebab.Append(char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString());
        return kebab.ToString();
    }
}
