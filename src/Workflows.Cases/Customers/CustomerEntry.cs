namespace Workflows.Cases.Customers;

/// <summary>A dated entry of a customer file: what happened, what was dealt with, said and written [B4-4] [B8]. Never changed:
/// who erred writes another one.</summary>
public sealed class CustomerEntry
{
    public const int LongestText = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CustomerId { get; init; }
    public required EntryKind Kind { get; init; }

    /// <summary>The day it happened, in the company's time zone; <see cref="At"/> is when it was written down.</summary>
    public required DateOnly On { get; init; }
    public required string Text { get; init; }

    /// <summary>The year that a <see cref="EntryKind.Performance"/> or <see cref="EntryKind.Financial"/> entry is about.</summary>
    public int? Year { get; init; }

    /// <summary>In CNY.</summary>
    public decimal? Amount { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Number of the case it is about, if any.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Whether entries of the kind are about a year.</summary>
    public static bool IsYearly(EntryKind kind) => kind is EntryKind.Performance or EntryKind.Financial;
}

/// <summary>What a dated entry tells.</summary>
public enum EntryKind
{
    /// <summary>重大变更: a major change at the customer's.</summary>
    Change,

    /// <summary>往来: a dealing.</summary>
    Dealing,

    /// <summary>信函</summary>
    Letter,

    /// <summary>传真</summary>
    Fax,

    /// <summary>电话</summary>
    Call,

    /// <summary>联系报告</summary>
    Contact,

    /// <summary>年度业绩: what was sold to the customer in a year.</summary>
    Performance,

    /// <summary>财务报告: the customer's own report of a year.</summary>
    Financial,
}
