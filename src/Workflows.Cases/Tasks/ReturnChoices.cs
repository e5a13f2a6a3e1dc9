using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Tasks;

/// <summary>Where a task can be returned to: as the flow draws it, to any earlier step of the case that somebody has done,
/// and to the applicant.</summary>
public sealed class ReturnChoices(CasesDb db, IFlow flow, PeopleDirectory directory)
{
    /// <summary>The first is what a return without a choice means.</summary>
    public async Task<IReadOnlyList<ReturnChoice>> OfAsync(Case one, CaseTask task, CancellationToken stop)
    {
        if (!task.Outcomes.Contains("Returned"))
            return [];
        var ways = await flow.ReturnsAsync(one.FlowDefinitionId, one.FlowVersion, task.ActivityId, stop);
        var drawn = task.ReturnTargets.Select(key => new ReturnChoice(key));
        if (ways is null)
            return [.. drawn];
        var earlier = await EarlierAsync(one, ways, stop);
        var choices = drawn.Select(choice => Named(choice, earlier)).ToList();
        if (choices.Count == 0 && ways.HasArrows)
            choices.Add(Drawn(ways, earlier));
        choices.AddRange(earlier.Where(e => choices.TrueForAll(c => c.Step != e.Step && c.Key != e.Step)));
        if (!ways.IsDrawnToApplicant && !choices.Exists(c => c.Key == ReturnChoice.Applicant))
            choices.Add(new ReturnChoice(ReturnChoice.Applicant));
        return choices;
    }

    // The flow may draw the previous step itself; then it is that which was done last.
    private static ReturnChoice Named(ReturnChoice drawn, List<ReturnChoice> earlier) =>
        drawn.Key == ReturnChoice.Previous && earlier is [var last, ..] ? last with { Key = drawn.Key } : drawn;

    private static ReturnChoice Drawn(FlowReturns ways, List<ReturnChoice> earlier)
    {
        var done = earlier.Find(e => ReturnChoice.ActivityOf(e.Key) == ways.Drawn);
        return new ReturnChoice("")
        {
            Step = done?.Step,
            Title = done?.Title,
            IsToApplicant = ways.IsDrawnToApplicant,
        };
    }

    /// <summary>The steps done so far that the flow can do again, the newest first.</summary>
    private async Task<List<ReturnChoice>> EarlierAsync(Case one, FlowReturns ways, CancellationToken stop)
    {
        var done = await db
            .Tasks.AsNoTracking()
            .Where(t => t.CaseId == one.Id && t.Status == TaskStatus.Decided && t.Purpose == TaskPurpose.Step)
            .Where(t => t.Step != ReturnChoice.ReviseStep)
            .OrderByDescending(t => t.EndedAt)
            .ThenByDescending(t => t.Id)
            .Select(t => new
            {
                t.ActivityId,
                t.Step,
                t.Title,
                t.DecidedById,
            })
            .ToListAsync(stop);
        return
        [
            .. done.Where(t => ways.Earlier.Contains(t.ActivityId))
                .GroupBy(t => t.ActivityId)
                .Select(
                    (tasks, position) =>
                        new ReturnChoice(ReturnChoice.KeyOf(tasks.Key))
                        {
                            Step = tasks.First().Step,
                            Title = tasks.First().Title,
                            People = [.. tasks.Select(t => NameOf(t.DecidedById)).Distinct()],
                            IsPrevious = position == 0,
                        }
                ),
        ];
    }

    private string NameOf(Guid? id) => id is { } known ? directory.Current.Find(known)?.Name ?? "" : "";
}

/// <summary>One place where a task can be returned to.</summary>
/// <param name="Key">What a decision names it by; empty for where the flow's arrow leads.</param>
public sealed record ReturnChoice(string Key)
{
    public const string Applicant = "applicant";
    public const string Previous = "previous";

    /// <summary>Step of the task by which the applicant revises what no step of the flow asks for.</summary>
    public const string ReviseStep = "revise-returned";
    private const string Prefix = "step:";

    /// <summary>The step of the pack, where it is one.</summary>
    public string? Step { get; init; }
    public LocalText? Title { get; init; }

    /// <summary>Who did it.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Whether it is the step that was done last.</summary>
    public bool IsPrevious { get; init; }
    public bool IsToApplicant { get; init; }

    /// <summary>Whether a decision means this one: by its key, or as the applicant where the flow's arrow leads there.</summary>
    internal bool IsNamed(string key) => Key == key || IsToApplicant && key == Applicant;

    internal static string KeyOf(string activityId) => Prefix + activityId;

    /// <summary>The flow's activity that is to be done again; null when the key names none.</summary>
    public static string? ActivityOf(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : null;
}
