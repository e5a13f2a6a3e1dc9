using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.Signing;

/// <summary>People who were added to the approval of a task in one act (加签), and how many of them it takes.</summary>
public sealed class SignRound
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The flow's task that they were added to.</summary>
    public required Guid TaskId { get; init; }
    public required SignPlace Place { get; init; }
    public required SignRule Rule { get; init; }
    public required Guid AddedById { get; init; }

    /// <summary>What who added them asks of them.</summary>
    public string? Words { get; init; }
    public RoundState State { get; set; } = RoundState.Planned;
    public List<Signer> Signers { get; init; } = [];

    internal IEnumerable<Signer> Open => Signers.Where(s => s.State is SignerState.Waiting or SignerState.Asked);
}

/// <summary>One of the people added, in their order.</summary>
public sealed class Signer
{
    public Guid RoundId { get; init; }
    public required int Position { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Their own task, once it is their turn.</summary>
    public Guid? TaskId { get; set; }
    public SignerState State { get; set; } = SignerState.Waiting;
}

/// <summary>When those who were added have their say, seen from who has the task.</summary>
public enum SignPlace
{
    /// <summary>Before (前加签): they give an opinion; the task waits for it and is then decided by who has it.</summary>
    Before,

    /// <summary>After (后加签): once who has the task has approved, they must approve too before the flow goes on.</summary>
    After,

    /// <summary>Parallel (并加签): they decide at the same time; the flow goes on when both sides have approved.</summary>
    Parallel,
}

/// <summary>How many of those who were added it takes.</summary>
public enum SignRule
{
    /// <summary>All, at the same time (会签).</summary>
    All,

    /// <summary>The first who answers, for all (或签).</summary>
    Any,

    /// <summary>All, one after the other (依次).</summary>
    InOrder,
}

/// <summary>Where a round stands.</summary>
public enum RoundState
{
    /// <summary>It begins when the task has been approved.</summary>
    Planned,
    Running,
    Done,
    Cancelled,
}

/// <summary>Where a signer stands.</summary>
public enum SignerState
{
    /// <summary>Not their turn yet.</summary>
    Waiting,
    Asked,
    Answered,

    /// <summary>Taken out again (减签).</summary>
    Removed,

    /// <summary>Not needed any more.</summary>
    Skipped,
}

internal sealed class SignRoundMapping : IEntityTypeConfiguration<SignRound>, IEntityTypeConfiguration<Signer>
{
    public void Configure(EntityTypeBuilder<SignRound> round)
    {
        round.ToTable("SignRounds");
        round.Property(r => r.Place).HasConversion<string>();
        round.Property(r => r.Rule).HasConversion<string>();
        round.Property(r => r.State).HasConversion<string>();
        round.HasMany(r => r.Signers).WithOne().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Cascade);
        round.HasIndex(r => r.TaskId);
    }

    public void Configure(EntityTypeBuilder<Signer> signer)
    {
        signer.ToTable("Signers").HasKey(s => new { s.RoundId, s.Position });
        signer.Property(s => s.State).HasConversion<string>();
        signer.HasIndex(s => s.TaskId);
    }
}
