using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Tasks;

/// <summary>A task that nobody at work can do any more, because its assignee or all its candidates have left: it goes back to
/// the candidates that are there, else to the policy's <c>tasks.fallbackRole</c>, and the timeline says so.</summary>
public sealed class LeftBehind(PeopleDirectory directory, Policy policy, TimelineWriter timeline)
{
    private static readonly Actor Clock = new(Guid.Empty, Channel.Timer);

    /// <summary>A task that somebody has stays as it is.</summary>
    /// <returns>Those who can do it now.</returns>
    public IReadOnlyList<Person> PickUp(Case one, CaseTask task)
    {
        var people = directory.Current;
        var able = Able(Handlers.Of(task, people), one, task);
        var hasLeft = task.AssigneeId is { } id && people.Find(id) is not { IsActive: true };
        if (able.Count > 0 && !hasLeft)
            return able;
        var former = task.AssigneeId?.ToString() ?? task.Candidates.FirstOrDefault()?.Key ?? "";
        if (able.Count == 0)
            able = StandIns(one, task);
        task.AssigneeId = able is [var only] ? only.Id : null;
        task.Revision++;
        timeline.Write(
            one,
            new Happening("task.nobodyThere", Clock)
            {
                Task = task,
                Details = new { to = able.Select(p => p.Name), instead = former },
            }
        );
        return able;
    }

    private List<Person> StandIns(Case one, CaseTask task)
    {
        var role = policy.Role("tasks.fallbackRole");
        if (!task.Candidates.Exists(c => c.Kind == CandidateKind.Role && c.Key == role))
            task.Candidates.Add(new TaskCandidate { Kind = CandidateKind.Role, Key = role });
        return Able(directory.Current.WithRole(role), one, task);
    }

    private static List<Person> Able(IReadOnlyList<Person> people, Case one, CaseTask task) =>
        [.. people.Where(p => Access.MayTakeOver(p, one, task))];
}
