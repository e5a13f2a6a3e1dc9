namespace Workflows.Activities.Publishing;

/// <summary>How strict <see cref="PublishCheck"/> is in this scope.</summary>
public sealed class PublishGate
{
    /// <summary>Whether everybody whom a flow names must be there. Not when packs are taken in at start: a new company has
    /// nobody yet, and somebody may have left since. What nobody can do goes to the policy's <c>tasks.fallbackRole</c>.</summary>
    public bool AsksForPeople { get; set; } = true;
}
