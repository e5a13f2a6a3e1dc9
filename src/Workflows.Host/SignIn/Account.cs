using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.SignIn;

/// <summary>The right to sign in as a person.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required Guid PersonId { get; init; }

    /// <summary>Set for a password that somebody else chose: nothing else can be done before it is changed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Belongs to the sample company; removed when the host starts without it.</summary>
    public bool IsSample { get; init; }
}

/// <summary>A token that was signed out before it expired.</summary>
public sealed class EndedSession
{
    public required Guid Id { get; init; }
    public required DateTime ExpiresAtUtc { get; init; }
}
