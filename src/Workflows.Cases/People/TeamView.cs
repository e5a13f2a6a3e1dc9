using Workflows.Cases.Views;

namespace Workflows.Cases.People;

/// <summary>Which part of a team's work is wanted.</summary>
/// <param name="Of">Only this person's tasks.</param>
public sealed record TeamFilter(bool OnlyOverdue, Guid? Of, Paging Tasks, Paging Cases);

/// <summary>A team's work as its head sees it.</summary>
/// <param name="Unclaimed">How many tasks wait for anybody of the team to take them, and how many of them are overdue.</param>
public sealed record TeamView(
    IReadOnlyList<TeamMember> Members,
    int Unclaimed,
    int UnclaimedOverdue,
    PageOf<TeamTask> Tasks,
    PageOf<TeamCase> Cases
);

/// <summary>One of the team, and how many tasks they have.</summary>
/// <param name="Away">Null for who is there.</param>
public sealed record TeamMember(Person Person, int Open, int Overdue, Away? Away);

/// <summary>A task of the team, without what its case says.</summary>
/// <param name="MayOpen">Whether the reader may open the case as well.</param>
public sealed record TeamTask(
    string Number,
    string ProcessKey,
    LocalText Title,
    Guid? AssigneeId,
    string? AssigneeName,
    LocalText CandidateText,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    bool MayOpen
);

/// <summary>A running case that somebody of the team applied for or has to do with now.</summary>
/// <param name="Due">Of the case as a whole; null while none runs.</param>
/// <param name="IsOverdue">It or one of its tasks is.</param>
public sealed record TeamCase(
    string Number,
    string ProcessKey,
    string ApplicantName,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    bool MayOpen
);
