using Workflows.Cases.Cases;
using Workflows.Cases.People;

namespace Workflows.Cases.Tasks;

/// <summary>Who may take a task: what the flow names, and the active people it means now.</summary>
public sealed record Candidates(CandidateKind Kind, string Key, IReadOnlyList<Person> People)
{
    /// <exception cref="RefusedException">The flow names nobody, or nobody active is meant.</exception>
    public static Candidates Resolve(NewTask wanted, Case one, Organisation people)
    {
        var found = wanted switch
        {
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
        if (wanted.Kind == TaskKind.Approve)
            found = WithoutApplicant(found, one, people);
        return found.People.Count > 0
            ? found
            : throw new RefusedException("task.nobodyResolves", wanted.Step, found.Key);
    }

    // Nobody approves their own case: the others of the role do, and where there is no other, the applicant's supervisor.
    // Who has nobody above approves it after all; otherwise the case could never go on.
    private static Candidates WithoutApplicant(Candidates found, Case one, Organisation people)
    {
        var others = found.People.Where(p => p.Id != one.ApplicantId).ToList();
        if (others.Count > 0 || found.People.Count == 0)
            return found with { People = others };
        return SupervisorOfApplicant(one, people) is { } supervisor ? Only(supervisor, supervisor.SignInName) : found;
    }

    private static Person? SupervisorOfApplicant(Case one, Organisation people) =>
        people.Find(one.ApplicantId) is { } applicant ? people.SupervisorOf(applicant) : null;

    private static Candidates Only(Person? person, string named) =>
        person is { IsActive: true }
            ? new Candidates(CandidateKind.Person, person.Id.ToString(), [person])
            : new Candidates(CandidateKind.Person, named, []);
}
