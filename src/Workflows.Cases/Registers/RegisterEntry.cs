namespace Workflows.Cases.Registers;

/// <summary>A copy (联) of one of a case's forms in a department's list: what it said when it was put there, for reading only
/// [A29-1b]. Table <c>RegisterEntries</c>.</summary>
public sealed class RegisterEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string ProcessKey { get; init; }
    public required string DepartmentKey { get; init; }

    /// <summary>What the department knows it by: 产品退货单 第二联. See <see cref="LocalText.Stored"/>.</summary>
    public required string Title { get; init; }

    /// <summary>The form it is a copy of, and its fields' values then: a JSON object.</summary>
    public required string FormKey { get; init; }
    public required string Data { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who of the department opened it first.</summary>
    public Guid? ReadById { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
}
