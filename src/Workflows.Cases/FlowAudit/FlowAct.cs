using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.FlowAudit;

/// <summary>Something that a process owner did to a flow or one of its runs; never changed afterwards, but that a series of
/// saves of one draft by one person is one row.</summary>
public sealed class FlowAct
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }

    /// <summary>What was done: a key of the page's texts, for example <c>published</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The id of the flow, the run or whatever else it was done to; empty when to all.</summary>
    public required string Subject { get; init; }

    /// <summary>The flow's name then; empty when it was not done to a flow.</summary>
    public string Name { get; set; } = "";

    /// <summary>The flow's version that came of it.</summary>
    public int? Version { get; init; }

    /// <summary>The last of them, when <see cref="Times"/> is more than one.</summary>
    public required DateTimeOffset At { get; set; }
    public int Times { get; set; } = 1;
    public string? RemoteAddress { get; set; }
}

internal sealed class FlowActMapping : IEntityTypeConfiguration<FlowAct>
{
    public void Configure(EntityTypeBuilder<FlowAct> act)
    {
        act.ToTable("FlowActs");
        act.HasIndex(a => a.At);
        act.HasIndex(a => new { a.Subject, a.At });
    }
}
