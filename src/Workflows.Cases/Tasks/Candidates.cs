using Workflows.Cases.Cases;
using Workflows.Cases.People;

namespace Workflows.Cases.Tasks;

/// <summary>Who may take a task: what the flow names, and the active people it means now; or who stands in for them.</summary>
public sealed record Candidates(CandidateKind Kind, string Key, IReadOnlyList<Person> People)
{
    /// <summary>Why somebody else than the flow names got the task; null when it is as the flow says.</summary>
    public StandIn? Instead { get; private init; }

    /// <param name="fallbackRole">Who gets what nobody else can do: the policy's <c>tasks.fallbackRole</c>.</param>
    /// <exception cref="RefusedException">The flow names nobody, or even the fallback means nobody.</exception>
    public static Candidates Resolve(NewTask wanted, Case one, Organisation people, string fallbackRole)
    {
        var found = Named(wanted, one, people);
        var nobodys = found.People.Count == 0;
        if (wanted.Kind == TaskKind.Approve)
            found = WithoutApplicant(found, one);
        if (found.People.Count > 0)
            return found;
        var instead = new StandIn(found.Key, nobodys ? "nobody" : "ownCase");
        return StandsIn(wanted, one, people, fallbackRole, instead)
            ?? throw new RefusedException("task.nobodyResolves", wanted.Step, found.Key);
    }

    private static Candidates Named(NewTask wanted, Case one, Organisation people) =>
        wanted switch
        {
            { People: { Count: > 0 } names } => Several(names, people),
            { Role: { Length: > 0 } role } => new Candidates(CandidateKind.Role, role, people.WithRole(role)),
            { Department: { Length: > 0 } key } => new Candidates(
                CandidateKind.Department,
                key,
                people.InDepartment(key)
            ),
            { Person: { Length: > 0 } name } => Only(people.Find(name), name),
            { Relation: "applicant" } => Only(people.Find(one.ApplicantId), "applicant"),
            { Relation: "supervisor" } => Only(SupervisorOfApplicant(one, people), "supervisor"),
            _ => throw new RefusedException("task.namesNobody", wanted.Step),
        };

    // Nobody approves their own case: the others of the role do, and where there is no other, the applicant's supervisor.
    private static Candidates WithoutApplicant(Candidates found, Case one) =>
        found with
        {
            People = [.. found.People.Where(p => p.Id != one.ApplicantId)],
        };

    private static Candidates? StandsIn(
        NewTask wanted,
        Case one,
        Organisation people,
        string fallbackRole,
        StandIn instead
    )
    {
        if (instead.Reason == "ownCase" && SupervisorOfApplicant(one, people) is { } supervisor)
            return Only(supervisor, supervisor.SignInName) with { Instead = instead };
        var fallback = new Candidates(CandidateKind.Role, fallbackRole, people.WithRole(fallbackRole));
        if (wanted.Kind == TaskKind.Approve)
            fallback = WithoutApplicant(fallback, one);
        return fallback.People.Count > 0 ? fallback with { Instead = instead } : null;
    }

    private static Person? SupervisorOfApplicant(Case one, Organisation people) =>
        people.Find(one.ApplicantId) is { } applicant ? people.SupervisorOf(applicant) : null;

    private static Candidates Several(IReadOnlyList<string> names, Organisation people) =>
        new(
            CandidateKind.Person,
            string.Join(", ", names),
            [.. names.Select(n => people.Find(n)).OfType<Person>().Where(p => p.IsActive)]
        );

    /// <summary>The rows of the task's candidates.</summary>
    internal List<TaskCandidate> ToRows() =>
        Kind == CandidateKind.Person
            ? People.Select(p => new TaskCandidate { Kind = Kind, Key = p.Id.ToString() }).ToList()
            : [new TaskCandidate { Kind = Kind, Key = Key }];

    private static Candidates Only(Person? person, string named) =>
        person is { IsActive: true }
            ? new Candidates(CandidateKind.Person, person.Id.ToString(), [person])
            : new Candidates(CandidateKind.Person, named, []);
}

/// <summary>Somebody stands in for whom the flow names.</summary>
/// <param name="Named">The role, department, sign-in name or relation that the flow names.</param>
/// <param name="Reason"><c>nobody</c>: nobody active is meant; <c>ownCase</c>: only the applicant is, of whose case it is an approval.</param>
public sealed record StandIn(string Named, string Reason);
