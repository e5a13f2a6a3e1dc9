using Workflows.Cases.People;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Deadlines;

/// <summary>Who is reminded of a task, and who is told that it is late.</summary>
internal static class Handlers
{
    /// <summary>Its assignee; while nobody has claimed it, everybody who could.</summary>
    public static IReadOnlyList<Person> Of(CaseTask task, Organisation people)
    {
        if (task.AssigneeId is { } id && people.Find(id) is { IsActive: true } assignee)
            return [assignee];
        return [.. task.Candidates.SelectMany(c => Meant(c, people)).Where(p => p.IsActive).DistinctBy(p => p.Id)];
    }

    /// <summary>Level 1: the handlers' supervisors. Level 2: those supervisors' supervisors; where there is none, the head of
    /// the handler's department, else the vice general managers. Never a handler.</summary>
    public static IReadOnlyList<Person> Above(IReadOnlyList<Person> handlers, int level, Organisation people)
    {
        var above =
            level == 1 ? handlers.Select(h => people.SupervisorOf(h)) : handlers.SelectMany(h => Further(h, people));
        return [.. above.OfType<Person>().Where(p => handlers.All(h => h.Id != p.Id)).DistinctBy(p => p.Id)];
    }

    private static IReadOnlyList<Person> Further(Person handler, Organisation people)
    {
        var supervisor = people.SupervisorOf(handler);
        if (supervisor is not null && people.SupervisorOf(supervisor) is { } further)
            return [further];
        if (
            people.Department(handler.DepartmentKey)?.HeadId is { } id
            && people.Find(id) is { IsActive: true } head
            && head.Id != supervisor?.Id
            && head.Id != handler.Id
        )
            return [head];
        return [.. people.WithRole("vp").Where(p => p.Id != supervisor?.Id)];
    }

    private static IReadOnlyList<Person> Meant(TaskCandidate candidate, Organisation people) =>
        candidate.Kind switch
        {
            CandidateKind.Role => people.WithRole(candidate.Key),
            CandidateKind.Department => people.InDepartment(candidate.Key),
            CandidateKind.Former => [],
            _ => Guid.TryParse(candidate.Key, out var id) && people.Find(id) is { } person ? [person] : [],
        };
}
