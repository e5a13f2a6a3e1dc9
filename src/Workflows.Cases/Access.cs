using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Tasks;

namespace Workflows.Cases;

/// <summary>The one place that says who may see a case and act on a task (design rule 6). Every page, API and mail link asks here.</summary>
public sealed class Access
{
    /// <summary>Roles that see every case: they watch over all of them.</summary>
    private static readonly string[] Overseers = ["admin", "process-owner", "gm", "gm-office", "vp"];

    /// <summary>Whether the person may know of the task at all.</summary>
    public bool MaySee(Person person, Case one, CaseTask task) =>
        IsCandidate(person, task) || task.DecidedById == person.Id || MaySee(person, one, [task]);

    /// <summary>The applicant, whoever has or had a task of it, their supervisors through the tasks, and overseers.</summary>
    public bool MaySee(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        one.ApplicantId == person.Id
        || Oversees(person)
        || tasks.Any(t => t.DecidedById == person.Id || t.AssigneeId == person.Id || IsCandidate(person, t));

    /// <summary>Whether the person may end the task now: its assignee, or a candidate while nobody has claimed it. Nobody
    /// takes the approval of their own case; who is above it all and has it assigned may.</summary>
    public bool MayDecide(Person person, Case one, CaseTask task)
    {
        if (!person.IsActive)
            return false;
        if (task.AssigneeId is { } assignee)
            return assignee == person.Id;
        return IsCandidate(person, task) && !(task.Kind == TaskKind.Approve && one.ApplicantId == person.Id);
    }

    /// <summary>Whether the person may give the task back to the other candidates.</summary>
    public bool MayRelease(Person person, CaseTask task) =>
        task.AssigneeId == person.Id && task.Candidates.Exists(c => c.Kind != CandidateKind.Person);

    /// <summary>Whether the person may take the case back: its applicant, until the first decision.</summary>
    public bool MayWithdraw(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        person.IsActive
        && one.ApplicantId == person.Id
        && one.Status is CaseStatus.Running or CaseStatus.Faulted
        && !tasks.Any(t => t.Status == Tasks.TaskStatus.Decided);

    /// <summary>Whether the person belongs to those the task is put before.</summary>
    public bool IsCandidate(Person person, CaseTask task) => task.Candidates.Exists(c => Names(c, person));

    /// <summary>Whether the person sees all cases.</summary>
    public bool Oversees(Person person) => person.Roles.Exists(r => Overseers.Contains(r.RoleKey));

    /// <summary>Whether the person may retry failed flows and mails, and see what waits in the outbox.</summary>
    public bool MayRepair(Person person) =>
        person.IsActive && person.Roles.Exists(r => r.RoleKey is "admin" or "process-owner");

    private static bool Names(TaskCandidate candidate, Person person) =>
        candidate.Kind switch
        {
            CandidateKind.Person => candidate.Key == person.Id.ToString(),
            CandidateKind.Role => person.Roles.Exists(r => r.RoleKey == candidate.Key),
            CandidateKind.Department => person.DepartmentKey == candidate.Key,
            _ => false,
        };
}
