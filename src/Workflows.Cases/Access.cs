using Workflows.Cases.Cases;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Signing;
using Workflows.Cases.Tasks;

namespace Workflows.Cases;

/// <summary>The one place that says who may see a case and act on a task (design rule 6). Every page, API and mail link asks here.</summary>
public sealed class Access(ActingFor acting, ProcessCatalog processes)
{
    /// <summary>Roles that see every case: they watch over all of them.</summary>
    private static readonly string[] Overseers = ["admin", "process-owner", "gm", "gm-office", "vp"];

    /// <summary>Whether the person may know of the task at all.</summary>
    public bool MaySee(Person person, Case one, CaseTask task) => MaySee(person, one, [task]);

    /// <summary>Whoever has a part in it, and those whom it was sent to read.</summary>
    public bool MaySee(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        HasPart(person, one, tasks) || one.Copies.Exists(c => c.PersonId == person.Id);

    /// <summary>Whether the person may send the case to others to read: only those with a part in it, not its readers.</summary>
    public bool MayCopy(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        person.IsActive && HasPart(person, one, tasks);

    /// <summary>Whether the person may urge others to do the case's tasks: its applicant, who has decided something in it, and
    /// overseers.</summary>
    public bool MayUrge(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        person.IsActive
        && (one.ApplicantId == person.Id || Oversees(person) || tasks.Any(t => t.DecidedById == person.Id));

    /// <summary>Whether the person may end the task now.</summary>
    public bool MayDecide(Person person, Case one, CaseTask task) => !task.IsHeld && MayHandle(person, one, task);

    /// <summary>Whether the task is the person's to do, in their own right or as a deputy.</summary>
    public bool MayHandle(Person person, Case one, CaseTask task) => ActsAs(person, one, task) is not null;

    /// <summary>In whose right the person may act on the task: their own first — as its assignee, or as a candidate while
    /// nobody has claimed it — else that of somebody whose deputy they are. Null when in nobody's. Nobody approves their own
    /// case, however they came by the task, nor does their deputy for them.</summary>
    public Person? ActsAs(Person person, Case one, CaseTask task)
    {
        if (!person.IsActive || !MayTakeOver(person, one, task))
            return null;
        return HasRight(person, task)
            ? person
            : acting
                .PrincipalsOf(person, one.ProcessKey)
                .FirstOrDefault(p => MayTakeOver(p, one, task) && HasRight(p, task));
    }

    /// <summary>For whom a deputy acts on the task; null for who acts in their own right, or in none.</summary>
    public Guid? OnBehalfOf(Person person, Case one, CaseTask task) =>
        ActsAs(person, one, task) is { } principal && principal.Id != person.Id ? principal.Id : null;

    /// <summary>Whether the task may be given to the person at all: nobody approves their own case.</summary>
    public static bool MayTakeOver(Person person, Case one, CaseTask task) =>
        task.Kind != TaskKind.Approve || one.ApplicantId != person.Id;

    /// <summary>Whether the person may hand the task over: who may decide it, and administrators when its assignee cannot.</summary>
    public bool MayTransfer(Person person, Case one, CaseTask task) =>
        MayHandle(person, one, task) || MayRepair(person);

    /// <summary>Whether people can be added to the task: it is an approval that the flow asks for.</summary>
    public static bool TakesSigners(CaseTask task) => task is { Kind: TaskKind.Approve, Purpose: TaskPurpose.Step };

    /// <summary>Whether the person may take signers of the round out again: who added them, who has or decided the task.</summary>
    public bool MayRemoveSigner(Person person, Case one, CaseTask task, SignRound round) =>
        person.IsActive
        && (
            round.AddedById == person.Id
            || task.DecidedById == person.Id
            || task.Status == Tasks.TaskStatus.Open && MayHandle(person, one, task)
            || MayRepair(person)
        );

    /// <summary>Whether the person may give the task back to the other candidates.</summary>
    public bool MayRelease(Person person, Case one, CaseTask task) =>
        task.AssigneeId is not null
        && MayHandle(person, one, task)
        && task.Candidates.Exists(c => c.Kind != CandidateKind.Person);

    /// <summary>Whether the person may take the case back: its applicant, until the first decision, or
    /// until that of the step which the process names [E10].</summary>
    public bool MayWithdraw(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        person.IsActive
        && one.ApplicantId == person.Id
        && one.Status is CaseStatus.Running or CaseStatus.Faulted
        && !tasks.Any(t => t.Status == Tasks.TaskStatus.Decided && IsDecision(t) && EndsWithdrawal(one, t));

    /// <summary>Whether the person belongs to those the task is put before.</summary>
    public bool IsCandidate(Person person, CaseTask task) => task.Candidates.Exists(c => Names(c, person));

    /// <summary>Whether the person sees all cases.</summary>
    public bool Oversees(Person person) => person.Roles.Exists(r => Overseers.Contains(r.RoleKey));

    /// <summary>Whether the person may retry failed flows and mails, and see what waits in the outbox.</summary>
    public bool MayRepair(Person person) =>
        person.IsActive && person.Roles.Exists(r => r.RoleKey is "admin" or "process-owner");

    // The applicant, whoever has or had a task of it, deputies as long as there is something to do, and overseers.
    private bool HasPart(Person person, Case one, IEnumerable<CaseTask> tasks) =>
        one.ApplicantId == person.Id || Oversees(person) || tasks.Any(t => HasPart(person, one, t));

    private bool HasPart(Person person, Case one, CaseTask task) =>
        task.DecidedById == person.Id
        || task.AssigneeId == person.Id
        || IsCandidate(person, task)
        || task.Candidates.Exists(c => c.Kind == CandidateKind.Former && c.Key == person.Id.ToString())
        || task.Status == Tasks.TaskStatus.Open && MayHandle(person, one, task);

    /// <summary>Whether the person may name and end deputies of somebody: their own, and administrators everybody's.</summary>
    public bool MaySetDeputyOf(Person? person, Person whose) =>
        person is { IsActive: true } && (person.Id == whose.Id || MayAdminister(person));

    /// <summary>Whether the person looks after everybody's accounts.</summary>
    public bool MayAdminister(Person person) => person.IsActive && person.Roles.Exists(r => r.RoleKey == "admin");

    // An opinion or an answer decides nothing.
    private static bool IsDecision(CaseTask task) =>
        task.Purpose is not (TaskPurpose.Question or TaskPurpose.SignBefore);

    private bool EndsWithdrawal(Case one, CaseTask task) =>
        processes.Find(one.ProcessKey)?.WithdrawUntil is not { } until || task.Step == until;

    private bool HasRight(Person person, CaseTask task) =>
        task.AssigneeId is { } assignee ? assignee == person.Id : IsCandidate(person, task);

    internal static bool Names(TaskCandidate candidate, Person person) =>
        candidate.Kind switch
        {
            CandidateKind.Person => candidate.Key == person.Id.ToString(),
            CandidateKind.Role => person.Roles.Exists(r => r.RoleKey == candidate.Key),
            CandidateKind.Department => person.DepartmentKey == candidate.Key,
            _ => false,
        };
}
