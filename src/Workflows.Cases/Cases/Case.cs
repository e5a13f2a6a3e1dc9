using Workflows.Cases.Copies;

namespace Workflows.Cases.Cases;

/// <summary>One run of a process: number, data, flow, state.</summary>
public sealed class Case
{
    private const string Unnumbered = "~";

    // Written early by some units: must not collide with that of another case that is about to start.
    public Case() => Number = Unnumbered + Id.ToString("N");

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string ProcessKey { get; init; }

    /// <summary>By the process's number pattern, without gaps; assigned just before the starting transaction commits,
    /// so that concurrent starts do not wait for each other's whole work [A21-no].</summary>
    public string Number { get; set; }

    /// <summary>Whether <see cref="Number"/> is the number that people read, not yet a placeholder.</summary>
    public bool IsNumbered => !Number.StartsWith(Unnumbered, StringComparison.Ordinal);

    /// <summary>One line that tells people what it is about; from the pack's summary template.</summary>
    public string Summary { get; set; } = "";
    public CaseStatus Status { get; set; } = CaseStatus.Running;

    /// <summary>Who applied for it; or who took it over when they left [B6].</summary>
    public required Guid ApplicantId { get; set; }

    /// <summary>The case's data: one JSON object, every form's fields by name.</summary>
    public string Data { get; set; } = "{}";
    public required string FlowDefinitionId { get; init; }

    /// <summary>The published version the case started on; it stays on it.</summary>
    public int FlowVersion { get; set; }
    public string FlowInstanceId { get; set; } = "";
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? Due { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Set together with <see cref="ClosedAt"/> when the flow archives the case: nothing may change afterwards.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Those who were sent the case to read; always read together with it.</summary>
    public List<CaseCopy> Copies { get; init; } = [];

    /// <summary>Counts every change of the row; what two people deciding at once are told apart by.</summary>
    public int Revision { get; set; }

    /// <summary>Number of timeline entries so far, and the hash of the last: the chain's head.</summary>
    public int TimelineLength { get; set; }
    public byte[] TimelineHead { get; set; } = [];
}

/// <summary>Where a case stands.</summary>
public enum CaseStatus
{
    Running,

    /// <summary>Ended as the process means it to.</summary>
    Completed,

    /// <summary>Ended by a reviewer's rejection.</summary>
    Refused,

    /// <summary>Taken back by the applicant.</summary>
    Withdrawn,

    /// <summary>The flow failed; an administrator can retry it.</summary>
    Faulted,
}
