using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Host.Engine;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Host.Pages.Flow;

/// <summary>Draws the definition that a case runs on, with the steps that wait and those that are done.</summary>
public sealed class FlowPictures(CasesDb db, FlowDrawing drawings, ProcessCatalog processes, Texts texts)
{
    /// <summary>Null when the definition has no picture.</summary>
    public async Task<DrawnFlow?> OfAsync(Guid caseId, CancellationToken stop)
    {
        var one = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == caseId, stop);
        if (one is null || await drawings.FindAsync(one.FlowDefinitionId, one.FlowVersion, stop) is not { } picture)
            return null;
        var tasks = await db
            .Tasks.Where(t => t.CaseId == caseId && t.Status != TaskStatus.Cancelled)
            .Select(t => new { t.ActivityId, t.Status })
            .ToListAsync(stop);
        var current = tasks.Where(t => t.Status == TaskStatus.Open).Select(t => t.ActivityId).ToHashSet();
        var done = tasks.Select(t => t.ActivityId).ToHashSet();
        if (one.Status is CaseStatus.Completed or CaseStatus.Refused)
            done.UnionWith(EndsOf(picture, done, one.Status));
        var pack = processes.Find(one.ProcessKey);
        return FlowLayout.Draw(
            picture,
            node => TitleOf(node, pack),
            Named,
            id =>
                current.Contains(id) ? "current"
                : done.Contains(id) || IsStart(picture, id) ? "done"
                : "plain"
        );
    }

    private static bool IsStart(FlowPicture picture, string id) =>
        picture.Nodes.Any(n => n.Id == id && n.Type == "Elsa.Start");

    // Which archive ended the case is known by the way that leads there.
    private static IEnumerable<string> EndsOf(FlowPicture picture, HashSet<string> done, CaseStatus status) =>
        picture
            .Edges.Where(e => (e.Port == "Rejected") == (status == CaseStatus.Refused) && done.Contains(e.Source))
            .Select(e => e.Target)
            .Where(id => picture.Nodes.Any(n => n.Id == id && n.Type.EndsWith(".Archive", StringComparison.Ordinal)));

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
